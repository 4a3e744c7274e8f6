package dev.moru.config.play;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What came of a play.
 *
 * @param hosts the result of every host of the play
 * @param pins lines of {@code known_hosts}, by host, that are known now
 * @param message why the play came to no end of its own; empty when it did
 * @param unsettled hosts at which something of it or of an earlier one may still go on, because they could not be asked or
 *     it could not be killed; where that is so from the start, they were not played
 */
public record PlayResult(
        End end, Map<String, HostResult> hosts, Map<String, List<String>> pins, String message, Set<String> unsettled) {

    /** How a play ended. */
    public enum End {
        /** It came to its own end, whether its hosts did well or not. */
        FINISHED,
        /** It was told to stop before any of its hosts was played, had no time, or had no host that could be played. */
        NOT_BEGUN,
        /** It was told to stop. */
        STOPPED,
        TIMED_OUT,
        /** Ansible itself failed or was killed. */
        BROKEN
    }

    public PlayResult {
        hosts = Map.copyOf(hosts);
        pins = Map.copyOf(pins);
        unsettled = Set.copyOf(unsettled);
    }

    public PlayResult leaving(Set<String> hostsThatMayGoOn) {
        return new PlayResult(end, hosts, pins, message, hostsThatMayGoOn);
    }
}
