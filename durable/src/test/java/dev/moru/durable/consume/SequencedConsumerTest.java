package dev.moru.durable.consume;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.FailPoint;
import dev.moru.durable.KitDatabase;
import dev.moru.durable.KitDatabase.Counted;
import dev.moru.durable.MessageContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

class SequencedConsumerTest {

    private static final KitDatabase DATABASE = new KitDatabase();
    private static final UUID OPERATION = UUID.fromString("01920000-0000-7000-8000-000000000042");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Sums sums = new Sums();
    private final SequencedConsumers consumers =
            new SequencedConsumers(DATABASE.transaction, DATABASE.jdbc, DATABASE.codec, DATABASE.outbox, meters);
    private final SequencedConsumer consumer = consumers.forCommands("topic", sums);
    private long nextOffset;

    /** Adds what it reads to a table, and fails where it is told to. */
    private static final class Sums implements MessageHandler {

        private final List<DeadLetter> dead = new ArrayList<>();
        private RuntimeException failure = new IllegalStateException("a bug");
        private int failsAt = -1;
        private int hangsAt = -1;
        private boolean cannotTell;

        @Override
        public void handle(List<InboundMessage> messages) {
            for (var message : messages) {
                var n = ((Counted) message.body()).n();
                if (n == failsAt) {
                    throw failure;
                }
                if (n == hangsAt) {
                    hang();
                }
                DATABASE.jdbc.update(
                        "insert into seen values (?, ?)", message.envelope().subject(), n);
            }
        }

        @Override
        public void onDeadLetter(DeadLetter letter) {
            if (cannotTell) {
                throw new IllegalStateException("nobody to tell");
            }
            dead.add(letter);
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc.execute("create table if not exists seen (subject text, n int)");
        DATABASE.jdbc.execute("truncate seen, mark, dead_letter, outbox, stream");
    }

    @AfterEach
    void disarm() {
        FailPoint.disarmAll();
    }

    private record Record(Map<String, Object> headers, byte[] body, long offset) {}

    private Record record(String subject, int sequence, String body) {
        return record("test.counted.v1", 1, subject, sequence, body);
    }

    private Record record(String type, int epoch, String subject, int sequence, String body) {
        var envelope = new Envelope(
                UuidCreator.getTimeOrderedEpoch(),
                "/moru/test",
                type,
                subject,
                Instant.now(),
                epoch,
                sequence,
                MessageContext.NONE.withOperation(OPERATION));
        var headers = new HashMap<String, Object>();
        CloudEventHeaders.of(envelope).forEach(header -> headers.put(header.key(), header.value()));
        return new Record(headers, body.getBytes(UTF_8), nextOffset++);
    }

    private Record counted(String subject, int n) {
        return record(subject, n, "{\"n\":" + n + "}");
    }

    private static Message<List<byte[]>> poll(List<Record> records) {
        return MessageBuilder.withPayload(records.stream().map(Record::body).toList())
                .setHeader(KafkaHeaders.RECEIVED_TOPIC, Collections.nCopies(records.size(), "topic"))
                .setHeader(KafkaHeaders.RECEIVED_PARTITION, Collections.nCopies(records.size(), 0))
                .setHeader(
                        KafkaHeaders.OFFSET,
                        records.stream().map(Record::offset).toList())
                .setHeader(KafkaHeaders.RECEIVED_KEY, Collections.nCopies(records.size(), "key".getBytes(UTF_8)))
                .setHeader(
                        KafkaHeaders.BATCH_CONVERTED_HEADERS,
                        records.stream().map(Record::headers).toList())
                .build();
    }

    private List<Integer> seen(String subject) {
        return DATABASE.jdbc.queryForList("select n from seen where subject = ? order by n", Integer.class, subject);
    }

    private double counter(String name) {
        return meters.find(name).counters().stream().mapToDouble(c -> c.count()).sum();
    }

    @Test
    void handlesEachMessageOnceHoweverOftenItComes() {
        var records = new ArrayList<Record>();
        IntStream.rangeClosed(1, 50).forEach(n -> {
            records.add(counted("a", n));
            records.add(counted("b", n));
        });
        var random = new Random(11);
        for (int from = 0; from < records.size(); from += 7) {
            // Each poll begins somewhere before the place that was reached, as after a crash or a rebalance.
            int again = Math.max(0, from - random.nextInt(20));
            consumer.accept(poll(records.subList(again, Math.min(records.size(), from + 7))));
        }
        consumer.accept(poll(records));

        assertThat(seen("a")).isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(seen("b")).isEqualTo(IntStream.rangeClosed(1, 50).boxed().toList());
        assertThat(counter("moru.consumer.gaps")).isZero();
    }

    @Test
    void skipsRecordsOfAnOlderEpochAndGoesOnInANewerOne() {
        consumer.accept(poll(List.of(
                record("test.counted.v1", 1, "a", 1, "{\"n\":1}"),
                record("test.counted.v1", 2, "a", 1, "{\"n\":2}"),
                record("test.counted.v1", 1, "a", 2, "{\"n\":3}"))));

        assertThat(seen("a")).containsExactly(1, 2);
    }

    @Test
    void countsAGapAndHandlesWhatFollowsIt() {
        consumer.accept(poll(List.of(counted("a", 1), counted("a", 3))));

        assertThat(seen("a")).containsExactly(1, 3);
        assertThat(counter("moru.consumer.gaps")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"n\":", "[]", "not json", "{\"n\":\"x\"}"})
    void putsABodyAsideThatIsNotWhatItsTypeSays(String body) {
        consumer.accept(poll(List.of(counted("a", 1), record("a", 2, body), counted("a", 3))));

        assertThat(seen("a")).containsExactly(1, 3);
        assertThat(DATABASE.jdbc.queryForObject("select body from dead_letter", byte[].class))
                .isEqualTo(body.getBytes(UTF_8));
        assertThat(DATABASE.jdbc.queryForObject("select topic from outbox", String.class))
                .isEqualTo("topic.dlq");
        assertThat(sums.dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.operationId()).isEqualTo(OPERATION));
    }

    @Test
    void putsACommandAsideThatNobodyUnderstandsAndHandsSuchAnEventOver() {
        var unknown = record("test.newer.v9", 1, "a", 1, "{}");
        var handed = new ArrayList<InboundMessage>();
        consumer.accept(poll(List.of(unknown)));
        DATABASE.jdbc.execute("truncate mark");
        new SequencedConsumers(DATABASE.transaction, DATABASE.jdbc, DATABASE.codec, DATABASE.outbox, meters)
                .forEvents("topic", new MessageHandler() {
                    @Override
                    public void handle(List<InboundMessage> messages) {
                        handed.addAll(messages);
                    }

                    @Override
                    public void onDeadLetter(DeadLetter letter) {
                        throw new AssertionError(letter);
                    }
                })
                .accept(poll(List.of(unknown)));

        assertThat(sums.dead).hasSize(1);
        assertThat(handed)
                .singleElement()
                .satisfies(message -> assertThat(message.knownBody()).isEmpty());
    }

    @Test
    void passesOverWhatItsReaderHasNoUseForAndMissesNothingOfTheRest() {
        var other = record("test.newer.v9", 1, "a", 2, "not json");
        var selective = consumers.forEvents("topic", Counted.class, sums);
        selective.accept(poll(List.of(other)));
        assertThat(DATABASE.count("mark")).isZero();

        selective.accept(poll(List.of(counted("a", 1), other, counted("a", 3))));
        selective.accept(poll(List.of(counted("a", 3), counted("a", 4))));

        assertThat(seen("a")).containsExactly(1, 3, 4);
        assertThat(counter("moru.consumer.gaps")).isZero();
        assertThat(DATABASE.count("dead_letter")).isZero();
    }

    @Test
    void looksAtARecordThatDoesNotSayWhatItIs() {
        consumers
                .forEvents("topic", Counted.class, sums)
                .accept(poll(List.of(new Record(Map.of(), "garbage".getBytes(UTF_8), 99))));

        assertThat(DATABASE.count("dead_letter")).isEqualTo(1);
    }

    @Test
    void putsARecordWithoutAnEnvelopeAsideOnce() {
        var garbage = new Record(Map.of(), "garbage".getBytes(UTF_8), 99);
        consumer.accept(poll(List.of(garbage)));
        consumer.accept(poll(List.of(garbage)));

        assertThat(DATABASE.count("dead_letter")).isEqualTo(1);
        assertThat(DATABASE.count("outbox")).isEqualTo(1);
    }

    @Test
    void putsOnlyTheRecordAsideAtWhichTheHandlerFails() {
        sums.failsAt = 2;
        consumer.accept(poll(List.of(counted("a", 1), counted("a", 2), counted("a", 3), counted("b", 1))));

        assertThat(seen("a")).containsExactly(1, 3);
        assertThat(seen("b")).containsExactly(1);
        assertThat(sums.dead)
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).contains("a bug"));
    }

    @Test
    void putsARecordAsideWithinFiveSecondsAtWhichTheHandlerHangs() {
        sums.hangsAt = 2;
        var begin = System.nanoTime();
        consumer.accept(poll(List.of(counted("a", 1), counted("a", 2), counted("a", 3))));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        assertThat(seen("a")).containsExactly(1, 3);
        assertThat(sums.dead).hasSize(1);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void goesOnWhenNobodyCanBeToldOfADeadLetter() {
        sums.cannotTell = true;
        consumer.accept(poll(List.of(record("a", 1, "not json"), counted("a", 2))));

        assertThat(seen("a")).containsExactly(2);
        assertThat(DATABASE.count("dead_letter")).isEqualTo(1);
    }

    @Test
    void putsARecordAsideThatNoColumnTakes() {
        var zero = record("test.counted.v1", 1, "a\0b", 1, "{\"n\":1}");
        sums.failsAt = 2;
        sums.failure = new IllegalStateException("a reason with a zero: \0");
        consumer.accept(poll(List.of(zero, counted("a", 2), counted("a", 3))));

        assertThat(seen("a")).containsExactly(3);
        assertThat(DATABASE.count("dead_letter")).isEqualTo(2);
    }

    @Test
    void countsOnlyWhatWasCommitted() {
        sums.failsAt = 2;
        consumer.accept(poll(List.of(counted("a", 1), counted("a", 2), counted("a", 3))));

        assertThat(counter("moru.consumer.handled")).isEqualTo(2);
        assertThat(counter("moru.consumer.dead.letters")).isEqualTo(1);
    }

    @Test
    void handsADeadLetterToItsHandlerAgainPastTheMark() {
        sums.failsAt = 2;
        consumer.accept(poll(List.of(counted("a", 1), counted("a", 2), counted("a", 3))));
        var letter = consumers.deadLetters().get(0);
        assertThatThrownBy(() -> consumers.replay(letter)).hasMessage("a bug");
        assertThat(seen("a")).containsExactly(1, 3);

        sums.failsAt = -1;
        consumers.replay(letter);

        assertThat(seen("a")).containsExactly(1, 2, 3);
        assertThat(consumers.deadLetters()).isEmpty();
        assertThatThrownBy(() -> consumers.replay(letter)).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void tellsALetterThatIsNotThereFromOneThatStillCanNotBeHandled() {
        var endpoint = new DeadLetterEndpoint(consumers, DATABASE.codec);
        sums.failsAt = 2;
        sums.failure = new NoSuchElementException("no such server");
        consumer.accept(poll(List.of(counted("a", 1), counted("a", 2))));
        var letter = consumers.deadLetters().get(0);

        var refused = endpoint.replay(letter.id());

        assertThat(refused.getStatus()).isEqualTo(409);
        assertThat(refused.getBody().reason()).isEqualTo("no such server");
        assertThat(endpoint.show(letter.id()).getBody().body()).isEqualTo("{\"n\":2}");
        assertThat(endpoint.discard(letter.id()).getStatus()).isEqualTo(200);
        assertThat(endpoint.replay(letter.id()).getStatus()).isEqualTo(404);
        assertThat(endpoint.show(letter.id()).getStatus()).isEqualTo(404);
    }

    @Test
    void leavesThePollToTheContainerWhileTheDatabaseIsAway() {
        sums.failsAt = 2;
        sums.failure = new QueryTimeoutException("away");
        var records = List.of(counted("a", 1), counted("a", 2));

        assertThatThrownBy(() -> consumer.accept(poll(records))).isInstanceOf(SequencedConsumer.DatabaseAway.class);
        assertThat(seen("a")).isEmpty();
        assertThat(sums.dead).isEmpty();

        sums.failsAt = -1;
        consumer.accept(poll(records));
        assertThat(seen("a")).containsExactly(1, 2);
    }

    @Test
    void storesNothingWhenItDiesBeforeTheCommitAndSkipsEverythingAfterIt() {
        var records = List.of(counted("a", 1), counted("a", 2));
        FailPoint.arm("consumer.after-commit");
        consumer.accept(poll(records));

        assertThat(seen("a")).containsExactly(1, 2);
        assertThat(sums.dead).isEmpty();

        FailPoint.arm("consumer.before-commit");
        consumer.accept(poll(List.of(counted("a", 3))));
        assertThat(seen("a")).containsExactly(1, 2, 3);
    }
}
