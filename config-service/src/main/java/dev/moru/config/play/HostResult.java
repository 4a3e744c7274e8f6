package dev.moru.config.play;

/**
 * What came of a host.
 *
 * @param changed how many tasks changed something, or would have
 * @param message what went wrong; empty when nothing did
 */
public record HostResult(State state, int changed, String message) {

    /** How a host ended. */
    public enum State {
        CONFIGURED,
        /** A task failed. */
        FAILED,
        /** It could not be logged in to, at the start or in the middle. */
        UNREACHABLE,
        /** The play ended before this host had. */
        UNFINISHED
    }

    public boolean isConfigured() {
        return state == State.CONFIGURED;
    }
}
