package dev.moru.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.gateway.ApiClient;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditIT {

    private RunningGateway gateway;
    private ApiClient api;

    @BeforeEach
    void start() {
        gateway = RunningGateway.start();
        Lab.configure(gateway.client());
        api = new ApiClient(gateway.client());
        for (int i = 0; i < 10; i++) {
            api.newServer("audited-" + i);
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> count("select count(*) from audit where number is null") == 0);
        await().atMost(Duration.ofSeconds(10)).until(() -> count("select count(*) from outbox") == 0);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void chainsEveryRowAndNoticesEveryTampering() {
        api.get("/api/v1/audit:verify")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.intact")
                .isEqualTo(true)
                .jsonPath("$.comparedWithTopic")
                .isEqualTo(true)
                .jsonPath("$.rows")
                .isEqualTo((int) count("select count(*) from audit"));
        tampered(
                "update audit set actor = 'user:somebody' where number = 3",
                "update audit set actor = 'user:admin' where number = 3");
        tampered("update audit set number = 1000 where number = 4", "update audit set number = 4 where number = 1000");
        tampered(
                "update audit set target_name = null where number = 12",
                "update audit set target_name = (select 'audited-6') where number = 12",
                false);
        cutOff();
    }

    /** Rows and their checkpoints together: only the topic still knows. */
    private void cutOff() {
        execute("delete from audit_checkpoint where number > 2");
        execute("delete from audit where number > 2");
        verdict(false);
    }

    private void tampered(String damage, String repair) {
        tampered(damage, repair, true);
    }

    private void tampered(String damage, String repair, boolean repairs) {
        execute(damage);
        verdict(false);
        execute(repair);
        if (repairs) {
            verdict(true);
        }
    }

    private void verdict(boolean intact) {
        api.get("/api/v1/audit:verify").expectBody().jsonPath("$.intact").isEqualTo(intact);
    }

    private void execute(String sql) {
        assertThat(gateway.jdbc().sql(sql).update()).isPositive();
    }

    private long count(String sql) {
        return gateway.jdbc().sql(sql).query(Long.class).single();
    }
}
