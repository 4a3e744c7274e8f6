package dev.moru.durable.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.durable.Envelope;
import dev.moru.durable.KitDatabase;
import dev.moru.durable.KitDatabase.Counted;
import dev.moru.durable.MessageContext;
import dev.moru.durable.StartRefused;
import dev.moru.durable.outbox.Origin;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EpochsTest {

    private static final String TOPIC = "test.events";
    private static final String SOURCE = "/moru/test";

    private final KitDatabase database = new KitDatabase();
    private final Epochs epochs = new Epochs(database.jdbc, database.transaction);
    private final List<String> resumed = new ArrayList<>();

    @Test
    void beginsWithTheFirst() {
        assertThat(epochs.current()).isEqualTo(1);
        start(1);
        assertThat(resumed).isEmpty();
    }

    @Test
    void countsEveryStreamAnewAndSendsWhatWaitsInTheNewEpoch() {
        send("a", 3);
        database.jdbc.update("delete from outbox where sequence = 1");

        epochs.raiseTo(4);

        assertThat(database.jdbc.queryForList(
                        "select epoch || '.' || sequence from outbox order by position", String.class))
                .containsExactly("4.1", "4.2");
        send("a", 1);
        send("b", 1);
        assertThat(database.jdbc.queryForList("select subject || last_sequence from stream order by 1", String.class))
                .containsExactly("a3", "b1");
    }

    @Test
    void beginsAnEpochOnce() {
        epochs.raiseTo(2);
        send("a", 1);

        epochs.raiseTo(2);
        epochs.raiseTo(1);

        assertThat(epochs.current()).isEqualTo(2);
        assertThat(database.count("stream")).isEqualTo(1);
    }

    @Test
    void remembersHowFarStreamsHadBeenHandled() {
        database.jdbc.update("insert into mark values (?, ?, 'a', 1, 7)", TOPIC, SOURCE);

        epochs.raiseTo(2);

        assertThat(database.jdbc.queryForObject("select began || ' ' || sequence from epoch_begin_mark", String.class))
                .isEqualTo("2 7");
    }

    @Test
    void resumesOnceInAnEpoch() {
        epochs.raiseTo(2);
        start(2);
        start(2);
        assertThat(resumed).hasSize(1);

        epochs.raiseTo(3);
        start(3);
        assertThat(resumed).hasSize(2);
    }

    @Test
    void resumesAgainWhenTheResumptionFailed() {
        epochs.raiseTo(2);
        var failing = new EpochStart(database.jdbc, new Origin(SOURCE, 2), epochs, List::of, List.of(() -> {
            throw new IllegalStateException("not now");
        }));
        assertThatThrownBy(failing::begin).hasMessage("not now");

        start(2);

        assertThat(resumed).hasSize(1);
    }

    @Test
    void startsWhenKafkaHoldsWhatThisDatabaseHasSent() {
        send("a", 3);
        database.jdbc.update("delete from outbox");

        assertThatCode(() -> start(1, sent("a", 1, 3), sent("a", 1, 2))).doesNotThrowAnyException();
        assertThatCode(() -> start(1, sentBy("/moru/other", "a", 1, 9))).doesNotThrowAnyException();
    }

    @Test
    void refusesToStartWhenKafkaHoldsWhatThisDatabaseHasNotSent() {
        send("a", 3);

        assertThatThrownBy(() -> start(1, sent("a", 1, 4)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("message 4 of epoch 1 about a in test.events")
                .hasMessageContaining("MORU_EPOCH=2")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> start(1, sent("b", 1, 1))).isInstanceOf(StartRefused.class);
        assertThatThrownBy(() -> start(1, sent("a", 3, 1))).hasMessageContaining("MORU_EPOCH=4");
    }

    @Test
    void startsInANewEpochWhateverKafkaHoldsOfOlderOnes() {
        send("a", 3);
        epochs.raiseTo(2);

        assertThatCode(() -> start(2, sent("a", 1, 9))).doesNotThrowAnyException();
    }

    @Test
    void refusesToStartWhenAnotherMessageWaitsUnderANumberThatKafkaHolds() {
        send("a", 3);

        assertThatThrownBy(() -> start(1, sent("a", 1, 3)))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("message 3 of epoch 1 about a in test.events");
        var waiting = database.jdbc.queryForObject(
                "select attributes::json ->> 'id' from outbox where sequence = 3", String.class);
        assertThatCode(() ->
                        start(1, new LastRecords.Sent(TOPIC, envelope(UUID.fromString(waiting), SOURCE, "a", 1, 3))))
                .doesNotThrowAnyException();
    }

    private void start(int epoch, LastRecords.Sent... records) {
        new EpochStart(
                        database.jdbc,
                        new Origin(SOURCE, epoch),
                        epochs,
                        () -> List.of(records),
                        List.of(() -> resumed.add("again")))
                .begin();
    }

    private void send(String subject, int count) {
        var outbox = new Outbox(database.jdbc, database.codec, new Origin(SOURCE, epochs.current()), () -> {});
        for (int i = 0; i < count; i++) {
            database.inTransaction(
                    () -> outbox.append(new OutboundMessage(TOPIC, subject, new Counted(1), MessageContext.NONE)));
        }
    }

    private static LastRecords.Sent sent(String subject, int epoch, long sequence) {
        return sentBy(SOURCE, subject, epoch, sequence);
    }

    private static LastRecords.Sent sentBy(String source, String subject, int epoch, long sequence) {
        return new LastRecords.Sent(TOPIC, envelope(UUID.randomUUID(), source, subject, epoch, sequence));
    }

    private static Envelope envelope(UUID id, String source, String subject, int epoch, long sequence) {
        return new Envelope(
                id, source, "test.counted.v1", subject, Instant.EPOCH, epoch, sequence, MessageContext.NONE);
    }
}
