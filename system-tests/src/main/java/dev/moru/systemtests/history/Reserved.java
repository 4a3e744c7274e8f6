package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * What was reserved at one moment, by the tables of its owner.
 *
 * @param from when the tables had not been read yet
 * @param until when they had been
 * @param vmIds that may be given to nobody else
 * @param addressed servers that have an address
 */
public record Reserved(Instant from, Instant until, Set<Integer> vmIds, Set<UUID> addressed) {

    public Reserved {
        vmIds = Set.copyOf(vmIds);
        addressed = Set.copyOf(addressed);
    }
}
