package dev.moru.backup.archive;

import java.time.Duration;
import java.util.Optional;

/** What the taking of a backup tells those who wait for it, and what it may ask of them. */
public interface Taking {

    /** What the last holder has stored; empty at the first attempt. */
    Optional<TakeIntent> lastIntent();

    /** Stores it at once. */
    void intend(TakeIntent intent);

    /** A line of the task's log. */
    void said(String line);

    void cameTo(double fraction, String message, TakeIntent by);

    /** Whether it is to stop. Looked at between calls and while waiting. */
    boolean wantsStop();

    /** How long the next call may take. */
    Duration callBudget();
}
