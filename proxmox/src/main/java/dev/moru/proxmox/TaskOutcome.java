package dev.moru.proxmox;

/** How waiting for a task ended. */
public sealed interface TaskOutcome {

    /** Whether what was asked for has been done. */
    default boolean isSuccess() {
        return this instanceof Ok || this instanceof Warnings;
    }

    record Ok() implements TaskOutcome {}

    /** Done, with warnings in the log. */
    record Warnings(int count) implements TaskOutcome {}

    /**
     * The task failed.
     *
     * @param reason the first line of the failure
     */
    record Failed(String reason) implements TaskOutcome {

        /**
         * What may be done about it. Several checks run inside the task, so texts that other calls answer with a status
         * arrive here: lock time-outs, a changed digest, a refused shrink.
         */
        public RetryClass retryClass() {
            return FaultText.of(reason).retryClass();
        }
    }

    /**
     * The task is gone without saying how it ended: its worker died or was stopped, the node was restarted, or its
     * record is lost. The guest and its lock have to be read again.
     */
    record Vanished(String reason) implements TaskOutcome {}

    /** The time given for waiting is over, or nobody waits any more, and as far as is known the task still runs. */
    record StillRunning() implements TaskOutcome {}

    static TaskOutcome of(String exitStatus) {
        if ("OK".equals(exitStatus)) {
            return new Ok();
        }
        if (exitStatus.startsWith("WARNINGS:")) {
            return new Warnings(count(exitStatus));
        }
        return saysNothing(exitStatus)
                ? new Vanished(exitStatus.isBlank() ? "no exit status" : exitStatus)
                : new Failed(exitStatus);
    }

    private static int count(String warnings) {
        var digits = warnings.replaceAll("\\D", "");
        return digits.isEmpty() || digits.length() > 9 ? 1 : Integer.parseInt(digits);
    }

    private static boolean saysNothing(String exitStatus) {
        return exitStatus.isBlank()
                || exitStatus.contains("unexpected status")
                || exitStatus.contains("interrupted by signal");
    }
}
