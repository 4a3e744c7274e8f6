package dev.moru.provisioning.server.persistence;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.provisioning.placement.AddressDraw;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * VM ids and addresses that are taken. Draws of one site, or one network, follow each other under the lock of its cursor.
 */
public final class ReservationTable {

    private static final int WINDOW = 500;

    private static final String LOCK_VM_CURSOR = """
            insert into vm_id_cursor as c (site_id, last_vm_id) values (?, ?)
            on conflict (site_id) do update set last_vm_id = c.last_vm_id returning last_vm_id
            """;

    private static final String LOCK_ADDRESS_CURSOR = """
            insert into address_cursor as c (network_id, family) values (?, ?)
            on conflict (network_id, family) do update set last_address = c.last_address returning host(last_address)
            """;

    private final JdbcTemplate jdbc;

    public ReservationTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Draws the next free VM id behind the last one that was drawn, round and round.
     *
     * @param seen ids that the site has already
     * @return empty when the range is full
     */
    public Optional<Integer> drawVmId(UUID site, VmIdRange range, Set<Integer> seen, UUID server, UUID operation) {
        var last = jdbc.queryForObject(LOCK_VM_CURSOR, Integer.class, site, range.from() - 1);
        int begin = last == null || last < range.from() || last >= range.to() ? range.from() : last + 1;
        IntPredicate claim = vmId -> !seen.contains(vmId) && claimVmId(site, vmId, server, operation);
        var drawn = firstFreeVmId(site, begin, range.to(), claim)
                .or(() -> firstFreeVmId(site, range.from(), begin - 1, claim));
        drawn.ifPresent(vmId -> jdbc.update("update vm_id_cursor set last_vm_id = ? where site_id = ?", vmId, site));
        return drawn;
    }

    /** One that is claimed without a draw in this moment is not seen to be taken, so that only the claim itself decides. */
    private Optional<Integer> firstFreeVmId(UUID site, int from, int to, IntPredicate claim) {
        for (long begin = from; begin <= to; begin += WINDOW) {
            int end = (int) Math.min(to, begin + WINDOW - 1);
            var taken = new HashSet<>(jdbc.queryForList(
                    "select vm_id from vm where site_id = ? and vm_id between ? and ?",
                    Integer.class,
                    site,
                    (int) begin,
                    end));
            for (int vmId = (int) begin; vmId <= end; vmId++) {
                if (!taken.contains(vmId) && claim.test(vmId)) {
                    return Optional.of(vmId);
                }
            }
        }
        return Optional.empty();
    }

    /** @return whether it was free until now */
    public boolean claimVmId(UUID site, int vmId, UUID server, UUID operation) {
        return jdbc.update("""
                        insert into vm (site_id, vm_id, server_id, operation_id) values (?, ?, ?, ?)
                        on conflict do nothing
                        """, site, vmId, server, operation) == 1;
    }

    /** Draws the next free address of a pool; empty when it is exhausted. */
    public Optional<String> drawAddress(UUID network, AddressPool pool, UUID server) {
        var draw = AddressDraw.of(pool);
        var last = lockCursor(network, draw.isIpv6() ? 6 : 4);
        for (var candidates : draw.candidatesAfter(last, WINDOW)) {
            var taken = taken(network, candidates, draw.isIpv6());
            for (var candidate : candidates) {
                var text = AddressDraw.text(candidate, draw.isIpv6());
                // As with VM ids.
                if (!taken.contains(candidate) && claimAddress(network, text, server)) {
                    jdbc.update(
                            "update address_cursor set last_address = ?::inet where network_id = ? and family = ?",
                            text,
                            network,
                            draw.isIpv6() ? 6 : 4);
                    return Optional.of(text);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable String lockCursor(UUID network, int family) {
        return jdbc.queryForObject(LOCK_ADDRESS_CURSOR, String.class, network, family);
    }

    private Set<BigInteger> taken(UUID network, List<BigInteger> candidates, boolean ipv6) {
        var taken = new HashSet<BigInteger>();
        jdbc.query(
                """
                select host(address) from address
                where network_id = ? and address between ?::inet and ?::inet
                """,
                row -> {
                    taken.add(AddressDraw.number(row.getString(1)));
                },
                network,
                AddressDraw.text(candidates.get(0), ipv6),
                AddressDraw.text(candidates.get(candidates.size() - 1), ipv6));
        return taken;
    }

    /** @return whether it was free until now */
    public boolean claimAddress(UUID network, String address, UUID server) {
        return jdbc.update(
                        "insert into address (network_id, address, server_id) values (?, ?::inet, ?) on conflict do nothing",
                        network,
                        address,
                        server)
                == 1;
    }

    /** Gives back all that a server holds. */
    public void free(UUID server) {
        jdbc.update("delete from vm where server_id = ?", server);
        jdbc.update("delete from address where server_id = ?", server);
    }

    public void leaveForCleanup(UUID server) {
        jdbc.update("update vm set cleanup = true where server_id = ?", server);
    }

    /** Servers of a site whose remains are to be removed. */
    public List<UUID> cleanups(UUID site) {
        return jdbc.queryForList("select server_id from vm where site_id = ? and cleanup", UUID.class, site);
    }
}
