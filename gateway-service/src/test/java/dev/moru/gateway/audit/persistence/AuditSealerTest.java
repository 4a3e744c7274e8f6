package dev.moru.gateway.audit.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.LeaderLease;
import dev.moru.durable.outbox.Origin;
import dev.moru.durable.outbox.Outbox;
import dev.moru.gateway.audit.CheckpointKey;
import dev.moru.gateway.testing.GatewayDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditSealerTest {

    private final GatewayDatabase database = new GatewayDatabase();
    private final AtomicInteger commits = new AtomicInteger();
    private Runnable afterCommit = () -> {};
    private final AuditSealer sealer = new AuditSealer(
            new SealedRows(database.jdbc()),
            database.transaction(),
            CheckpointKey.of(CheckpointKey.generate()),
            new AuditPublication(new Outbox(
                    database.jdbc(), GatewayDatabase.codec(), new Origin("/moru/gateway", 1), () -> afterCommit.run())),
            new LeaderLease(database.jdbc(), "audit-sealer", "alone", Duration.ofSeconds(10)));

    @AfterEach
    void stop() {
        sealer.stop();
        database.close();
    }

    @Test
    void sealsRowsThatTogetherAreTooLargeForOneMessage() {
        append(300, "/".repeat(4_000));

        sealer.start();

        await().atMost(Duration.ofSeconds(30)).until(() -> unsealed() == 0);
        assertThat(database.jdbc().queryForObject("select count(*) from outbox", Integer.class))
                .isGreaterThan(2);
    }

    @Test
    void goesOnAfterABatchThatFailed() {
        afterCommit = () -> {
            if (commits.incrementAndGet() == 1) {
                throw new IllegalStateException("nobody has thought of this");
            }
        };
        append(1, "first");
        sealer.start();
        await().until(() -> commits.get() == 1);

        append(1, "second");

        await().atMost(Duration.ofSeconds(10)).until(() -> unsealed() == 0);
    }

    private void append(int rows, String target) {
        database.jdbc().update("""
                        insert into audit (id, at, actor, action, outcome, target_kind, target_id)
                        select gen_random_uuid(), now(), 'user:viewer', 'request.deny', 'denied', 'route', ?
                        from generate_series(1, ?)
                        """, target, rows);
    }

    private long unsealed() {
        return database.jdbc().queryForObject("select count(*) from audit where number is null", Long.class);
    }
}
