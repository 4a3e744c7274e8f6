package dev.moru.config.play;

import java.time.Duration;
import java.util.List;

/** Whoever waits for a play. All calls come from the thread that runs it, several times a second. */
public interface PlayObserver {

    /** What the play has said since the last call, in order and without its secrets; often nothing. */
    void said(List<PlayLine> lines);

    /** Whether the play shall end now. */
    boolean wantsStop();

    /**
     * How long from now the play may go on when nothing more is heard of the process that runs it.
     *
     * @throws RuntimeException when it may not go on at all
     */
    Duration leash();
}
