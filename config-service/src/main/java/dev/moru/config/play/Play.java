package dev.moru.config.play;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * One run for hosts that are configured together.
 *
 * @param check whether it only shows what it would change
 * @param again whether a run before it came to no end, of which something may still go on at the hosts
 * @param limit how long it may take
 * @param secrets texts that must not be shown in anything that it says
 */
public record Play(boolean check, boolean again, Duration limit, List<PlayHost> hosts, List<String> secrets) {

    public Play {
        hosts = List.copyOf(hosts);
        secrets = List.copyOf(secrets);
        var aliases = new HashSet<String>();
        if (!hosts.stream().map(PlayHost::alias).allMatch(aliases::add)) {
            throw new IllegalArgumentException("two hosts of a play have the same alias");
        }
    }

    /** Secrets are not for logs. */
    @Override
    public String toString() {
        return "Play[check=" + check + ", limit=" + limit + ", hosts=" + hosts + "]";
    }
}
