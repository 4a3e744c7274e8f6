package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.provisioning.server.persistence.ReservationTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

class ReservationsIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final AddressPool POOL = new AddressPool("10.9.0.0/24", List.of(), null, List.of());
    private static final VmIdRange RANGE = new VmIdRange(4000, 4099);

    private final ReservationTable table = SERVICE.bean(ReservationTable.class);
    private final TransactionTemplate transaction = SERVICE.bean(TransactionTemplate.class);
    private final UUID one = UUID.randomUUID();
    private final UUID other = UUID.randomUUID();

    @Test
    void drawsNoAddressThatIsClaimedInTheSameMoment() {
        var network = UUID.randomUUID();

        var drawn = meanwhile(
                () -> table.claimAddress(network, "10.9.0.1", one), () -> table.drawAddress(network, POOL, other));

        assertThat(drawn.join()).contains("10.9.0.2");
    }

    @Test
    void drawsNoVmIdThatIsClaimedInTheSameMoment() {
        var site = UUID.randomUUID();

        var drawn = meanwhile(
                () -> table.claimVmId(site, RANGE.from(), one, UUID.randomUUID()),
                () -> table.drawVmId(site, RANGE, Set.of(), other, UUID.randomUUID()));

        assertThat(drawn.join()).contains(RANGE.from() + 1);
    }

    /** Draws while somebody has claimed, and commits only when the draw waits for that. */
    private <T> CompletableFuture<Optional<T>> meanwhile(Supplier<Boolean> claim, Supplier<Optional<T>> draw) {
        return transaction.execute(status -> {
            assertThat(claim.get()).isTrue();
            var drawn = CompletableFuture.supplyAsync(() -> transaction.execute(drawing -> draw.get()));
            await().until(() -> drawn.isDone() || somebodyWaits());
            return drawn;
        });
    }

    private boolean somebodyWaits() {
        return Boolean.TRUE.equals(SERVICE.bean(JdbcTemplate.class)
                .queryForObject(
                        "select exists (select 1 from pg_locks where not granted and locktype = 'transactionid')",
                        Boolean.class));
    }
}
