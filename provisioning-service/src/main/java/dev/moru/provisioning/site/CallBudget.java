package dev.moru.provisioning.site;

import java.time.Duration;

/** Bounds each external call, so that whoever takes over can wait until the last one must have ended. */
@FunctionalInterface
public interface CallBudget {

    /** How long the next call may take; ask before each one. May throw when there is no right to call any more. */
    Duration callBudget();
}
