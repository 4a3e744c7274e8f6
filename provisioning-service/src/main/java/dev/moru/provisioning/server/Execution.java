package dev.moru.provisioning.server;

import dev.moru.provisioning.site.CallBudget;
import java.util.Optional;

/** What an effect tells those who wait for it, and what it may ask of them. */
public interface Execution extends CallBudget {

    /**
     * Reports how a step stands. A step that begins or moves is shown at once; the end of one is shown with what comes
     * next, so that a quick effect costs one message.
     */
    void report(StepReport report);

    /** Adds a line to the operation's log; {@code stream} is {@code out}, {@code err} or {@code info}. */
    void log(String step, String stream, String text);

    /** What the last holder stored; empty at the first attempt, and after an attempt that stored nothing. */
    Optional<Checkpoint> lastCheckpoint();

    /**
     * Stores what a successor needs, at once, and before it is waited for. One is stored before the first write to the site:
     * an effect without any has not begun, and can be cancelled without asking the site.
     */
    void checkpoint(Checkpoint checkpoint);

    /** Whether a holder before this one lost its right in the middle: read the world before the first write. */
    boolean takenOver();

    /** Whether the effect is asked to stop. Look between calls and while waiting. */
    boolean stopRequested();
}
