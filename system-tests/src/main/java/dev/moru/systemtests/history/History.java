package dev.moru.systemtests.history;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A run, from records that the system under test can't retouch.
 *
 * @param accepted the operations for which a client got a 202
 * @param records what the topics hold
 * @param ledger what the lab saw
 * @param foreignVmIds guests of the lab that were never Moru's
 */
public record History(Set<UUID> accepted, List<SpineRecord> records, LabLedger ledger, Set<Integer> foreignVmIds) {

    public History {
        accepted = Set.copyOf(accepted);
        records = List.copyOf(records);
        foreignVmIds = Set.copyOf(foreignVmIds);
    }
}
