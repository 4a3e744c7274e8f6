package dev.moru.gateway.fold;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The servers that are wanted, as far as ends of operations change them. */
interface Heads {

    /** What was wanted is source data: when the views are made anew, it stays as it is. */
    Heads LEFT_ALONE = new Heads() {
        @Override
        public Map<UUID, Head> lock(Set<UUID> ids) {
            return Map.of();
        }

        @Override
        public void write(Collection<Head> heads) {}
    };

    /** The heads that there are of some, locked in the order of their ids. */
    Map<UUID, Head> lock(Set<UUID> ids);

    void write(Collection<Head> heads);
}
