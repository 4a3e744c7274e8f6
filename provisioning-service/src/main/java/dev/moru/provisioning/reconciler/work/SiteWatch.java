package dev.moru.provisioning.reconciler.work;

import dev.moru.contracts.site.Guest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was told of a site so far.
 *
 * @param unreachableSince null while it answers
 * @param guests as they were listed last
 * @param strays VM ids with operation of those that were reported
 * @param stuck servers whose remains were reported, because they can't be removed
 */
record SiteWatch(@Nullable Instant unreachableSince, List<Guest> guests, Set<String> strays, Set<UUID> stuck) {

    SiteWatch {
        guests = guests == null ? List.of() : List.copyOf(guests);
        strays = strays == null ? Set.of() : Set.copyOf(strays);
        stuck = stuck == null ? Set.of() : Set.copyOf(stuck);
    }

    static SiteWatch nothing() {
        return new SiteWatch(null, List.of(), Set.of(), Set.of());
    }

    SiteWatch silentSince(Instant since) {
        return new SiteWatch(since, guests, strays, stuck);
    }

    /** It answers. */
    SiteWatch showing(List<Guest> present, Set<String> found) {
        return new SiteWatch(null, present, found, stuck);
    }

    SiteWatch stuckWith(UUID server) {
        var all = new HashSet<>(stuck);
        all.add(server);
        return new SiteWatch(unreachableSince, guests, strays, all);
    }

    SiteWatch ridOf(Collection<UUID> servers) {
        var rest = new HashSet<>(stuck);
        rest.removeAll(servers);
        return new SiteWatch(unreachableSince, guests, strays, rest);
    }
}
