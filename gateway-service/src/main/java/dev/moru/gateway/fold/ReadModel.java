package dev.moru.gateway.fold;

import java.util.List;

/** Something that the journal says, kept ready for queries. */
interface ReadModel {

    /** Takes events in the order of their streams, in the running transaction. */
    void fold(List<FoldedEvent> events);
}
