package dev.moru.durable.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.durable.KitDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.ConnectionCallback;

class UnhurriedTest {

    private final KitDatabase database = new KitDatabase();

    private record Limits(Integer networkMillis, String statement, String seqscan) {}

    private Limits limits() {
        return new Limits(
                database.jdbc.execute((ConnectionCallback<Integer>) connection -> connection.getNetworkTimeout()),
                database.jdbc.queryForObject("show statement_timeout", String.class),
                database.jdbc.queryForObject("show enable_seqscan", String.class));
    }

    @Test
    void nothingIsCompiledForThePenaltyOfReadingATable() {
        assertThat(database.jdbc.queryForObject("show jit", String.class)).isEqualTo("off");
    }

    @Test
    void liftsTheLimitsOfOneTransactionAndOfNoOther() {
        var before = limits();

        var inside = database.transaction.execute(status -> {
            Unhurried.transaction(database.jdbc);
            return limits();
        });

        assertThat(inside).isEqualTo(new Limits(0, "0", "on"));
        assertThat(before).isEqualTo(new Limits(5_000, "3s", "off"));
        // The pool gives the connection that was used last first.
        assertThat(limits()).isEqualTo(before);
    }
}
