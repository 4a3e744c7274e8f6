package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;

/** Something that every history must keep to. Judges offline and remembers nothing between histories. */
interface Invariant {

    /** As in the list of invariants, for example {@code I1}. */
    String number();

    /** What is promised, in one sentence. */
    String promise();

    void judge(History history, Findings findings);
}
