package dev.moru.durable.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.durable.KitDatabase;
import dev.moru.durable.KitDatabase.Counted;
import dev.moru.durable.MessageContext;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static KitDatabase database;

    @BeforeAll
    static void openDatabase() {
        database = new KitDatabase();
    }

    @BeforeEach
    void empty() {
        database.jdbc.execute("truncate outbox, stream");
    }

    private static OutboundMessage message(String subject, int n) {
        return new OutboundMessage("topic", subject, new Counted(n), MessageContext.NONE);
    }

    private List<Long> sequencesOf(String subject) {
        return database.jdbc.queryForList(
                "select sequence from outbox where subject = ? order by position", Long.class, subject);
    }

    @Test
    void numbersMessagesWithinTheirStreamInTheOrderOfSending() {
        database.inTransaction(
                () -> database.outbox.append(List.of(message("a", 1), message("b", 1), message("a", 2))));
        database.inTransaction(() -> database.outbox.append(message("a", 3)));

        assertThat(sequencesOf("a")).containsExactly(1L, 2L, 3L);
        assertThat(sequencesOf("b")).containsExactly(1L);
        assertThat(database.jdbc.queryForList(
                        "select convert_from(body, 'UTF8') from outbox where subject = 'a' order by position",
                        String.class))
                .containsExactly("{\"n\":1}", "{\"n\":2}", "{\"n\":3}");
    }

    @Test
    void leavesNoGapWhenATransactionRollsBack() {
        database.inTransaction(() -> database.outbox.append(message("a", 1)));
        assertThatThrownBy(() -> database.inTransaction(() -> {
                    database.outbox.append(message("a", 2));
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        database.inTransaction(() -> database.outbox.append(message("a", 3)));

        assertThat(sequencesOf("a")).containsExactly(1L, 2L);
    }

    @Test
    void keepsPositionAndSequenceInStepWhileManyAppendToTheSameStreams() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        for (int i = 0; i < 200; i++) {
            int n = i;
            pool.execute(() -> database.inTransaction(() -> database.outbox.append(IntStream.range(0, 5)
                    .mapToObj(k -> message("subject-" + (n + k) % 5, n))
                    .toList())));
        }
        pool.shutdown();
        assertThat(pool.awaitTermination(60, TimeUnit.SECONDS)).isTrue();

        for (int k = 0; k < 5; k++) {
            assertThat(sequencesOf("subject-" + k))
                    .isEqualTo(IntStream.rangeClosed(1, 200)
                            .mapToObj(Long::valueOf)
                            .toList());
        }
    }

    @Test
    void refusesToAppendOutsideATransaction() {
        assertThatThrownBy(() -> database.outbox.append(message("a", 1))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesABodyThatNoBrokerWouldTake() {
        var large = new OutboundMessage(
                "topic", "a", new Text("x".repeat(OutboxStatement.MAX_BODY_BYTES)), MessageContext.NONE);

        assertThatThrownBy(() -> database.inTransaction(() -> database.outbox.append(large)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("exceeds");
    }

    private record Text(String text) {}
}
