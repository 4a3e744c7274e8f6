package dev.moru.provisioning.reconciler.work;

import dev.moru.contracts.site.Guest;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was told of a site so far.
 *
 * @param unreachableSince null while it answers
 * @param guests as they were listed last
 * @param strays VM ids with operation of those that were reported
 */
record SiteWatch(@Nullable Instant unreachableSince, List<Guest> guests, Set<String> strays) {

    SiteWatch {
        guests = guests == null ? List.of() : List.copyOf(guests);
        strays = strays == null ? Set.of() : Set.copyOf(strays);
    }

    static SiteWatch nothing() {
        return new SiteWatch(null, List.of(), Set.of());
    }
}
