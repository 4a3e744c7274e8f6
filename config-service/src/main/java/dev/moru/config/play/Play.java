package dev.moru.config.play;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One run for hosts that are configured together.
 *
 * @param check whether it only shows what it would change
 * @param unsettled aliases of hosts at which something of an earlier run may still go on
 * @param limit how long it may take; where that is no time at all, it is only seen to that nothing goes on
 * @param secrets texts that must not be shown in anything that it says
 */
public record Play(boolean check, Set<String> unsettled, Duration limit, List<PlayHost> hosts, List<String> secrets) {

    public Play {
        unsettled = Set.copyOf(unsettled);
        hosts = List.copyOf(hosts);
        secrets = List.copyOf(secrets);
        var aliases = new HashSet<String>();
        if (!hosts.stream().map(PlayHost::alias).allMatch(aliases::add)) {
            throw new IllegalArgumentException("two hosts of a play have the same alias");
        }
    }

    public Set<String> aliases() {
        return hosts.stream().map(PlayHost::alias).collect(Collectors.toUnmodifiableSet());
    }

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "Play[check=" + check + ", limit=" + limit + ", hosts=" + hosts + "]";
    }
}
