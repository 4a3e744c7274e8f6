package dev.moru.durable.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.durable.FailPoint;
import dev.moru.durable.KitDatabase;
import dev.moru.durable.KitDatabase.Counted;
import dev.moru.durable.LeaderLease;
import dev.moru.durable.MessageContext;
import dev.moru.embedded.testing.SharedStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutboxRelayTest {

    private final KitDatabase database = new KitDatabase();
    private final String topic = "relay-" + UUID.randomUUID();
    private final List<OutboxRelay> relays = new ArrayList<>();

    @BeforeEach
    void makeTopic() throws Exception {
        try (var admin = Admin.create(
                Map.<String, Object>of("bootstrap.servers", SharedStores.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(Map.of("max.message.bytes", "20000"))))
                    .all()
                    .get();
        }
    }

    @AfterEach
    void stopRelays() {
        FailPoint.disarmAll();
        relays.forEach(OutboxRelay::stop);
    }

    private OutboxRelay startRelay(String holder) {
        return startRelay(holder, () -> {});
    }

    private OutboxRelay startRelay(String holder, Runnable beforeAProducerIsMade) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers", SharedStores.kafka().bootstrapServers(),
                "acks", "all",
                "linger.ms", 1_000,
                "max.block.ms", 1_000,
                "max.in.flight.requests.per.connection", 1);
        var relay = new OutboxRelay(
                new OutboxRows(database.jdbc, database.codec, 50),
                new LeaderLease(database.jdbc, "outbox-relay", holder, Duration.ofSeconds(2)),
                new Publisher(() -> {
                    beforeAProducerIsMade.run();
                    return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                }),
                new RelayMeters(new SimpleMeterRegistry()),
                Duration.ofMillis(50));
        relays.add(relay);
        relay.start();
        return relay;
    }

    private void append(String subject, int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(n -> database.inTransaction(() -> database.outbox.append(
                        new OutboundMessage(topic, subject, new Counted(n), MessageContext.NONE))));
    }

    private List<ConsumerRecord<String, byte[]>> published(int atLeast) {
        var records = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", SharedStores.kafka().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
                return records.size() >= atLeast;
            });
        }
        return records;
    }

    private static List<String> sequencesOf(Stream<ConsumerRecord<String, byte[]>> records) {
        return records.map(record ->
                        new String(record.headers().lastHeader("ce_sequence").value(), UTF_8))
                .toList();
    }

    private void awaitEmptyOutbox() {
        await().atMost(Duration.ofSeconds(20)).until(() -> database.count("outbox") == 0);
    }

    @Test
    void publishesInOrderAndDeletesWhatIsAcknowledged() {
        append("a", 1, 120);
        startRelay("one");
        awaitEmptyOutbox();

        assertThat(sequencesOf(published(120).stream()))
                .isEqualTo(
                        IntStream.rangeClosed(1, 120).mapToObj(String::valueOf).toList());
    }

    @Test
    void publishesAgainWhatItDidNotDeleteBeforeItFailed() {
        append("a", 1, 3);
        FailPoint.arm("relay.after-publish");
        startRelay("one");
        awaitEmptyOutbox();

        assertThat(sequencesOf(published(6).stream())).containsExactly("1", "2", "3", "1", "2", "3");
    }

    @Test
    void goesOnAfterAnError() {
        var errors = new AtomicInteger();
        append("a", 1, 1);
        startRelay("one", () -> {
            if (errors.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("gone");
            }
        });
        awaitEmptyOutbox();

        assertThat(sequencesOf(published(1).stream())).containsExactly("1");
    }

    @Test
    void parksOnlyTheKeyWhoseRecordIsRefusedForGood() {
        database.inTransaction(() -> database.outbox.append(List.of(
                new OutboundMessage(topic, "good", new Counted(1), MessageContext.NONE),
                new OutboundMessage(topic, "bad", new Text(incompressible()), MessageContext.NONE),
                new OutboundMessage(topic, "bad", new Counted(2), MessageContext.NONE),
                new OutboundMessage(topic, "good", new Counted(2), MessageContext.NONE))));
        startRelay("one");
        await().atMost(Duration.ofSeconds(20)).until(() -> database.count("outbox_parked") == 1);
        append("good", 3, 3);
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        database.jdbc.queryForObject("select count(*) from outbox where subject = 'good'", Long.class)
                                == 0);

        assertThat(sequencesOf(
                        published(3).stream().filter(record -> record.key().equals("good"))))
                .containsExactly("1", "2", "3");
        assertThat(database.jdbc.queryForObject("select subject from outbox_parked", String.class))
                .isEqualTo("bad");
        assertThat(database.jdbc.queryForList("select sequence from outbox where subject = 'bad'", Long.class))
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(published(3)).extracting(ConsumerRecord::key).doesNotContain("bad");
    }

    @Test
    void letsNothingOfAKeyOvertakeARecordThatKafkaDoesNotTake() {
        // More than one request of the producer, so that others are already behind the one that is refused.
        append("bad", 1, 20);
        database.inTransaction(() -> database.outbox.append(
                new OutboundMessage(topic, "bad", new Text(incompressible()), MessageContext.NONE)));
        append("bad", 22, 40);
        startRelay("one");
        await().atMost(Duration.ofSeconds(20)).until(() -> database.count("outbox_parked") == 1);

        assertThat(sequencesOf(published(20).stream()).stream().distinct())
                .isEqualTo(
                        IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toList());
        await().until(() -> database.count("outbox") == 20);
    }

    @Test
    void goesOnWithOtherTopicsWhileOneIsNotThere() {
        database.inTransaction(() -> database.outbox.append(List.of(
                new OutboundMessage("missing-" + topic, "a", new Counted(1), MessageContext.NONE),
                new OutboundMessage("missing-" + topic, "b", new Counted(1), MessageContext.NONE),
                new OutboundMessage(topic, "a", new Counted(1), MessageContext.NONE))));
        startRelay("one");

        await().atMost(Duration.ofSeconds(10)).until(() -> database.count("outbox") == 2);
        assertThat(database.count("outbox_parked")).isZero();
    }

    @Test
    void publishesWhatIsLeftBeforeItStops() {
        var relay = startRelay("one");
        append("a", 1, 200);
        relay.stop();

        assertThat(database.count("outbox")).isZero();
        assertThat(database.count("leader_lease")).isZero();
    }

    @Test
    void isTakenOverByAnotherReplicaWhenItsHolderIsSilent() {
        database.jdbc.update("insert into leader_lease values ('outbox-relay', 'frozen', now() + interval '1 second')");
        append("a", 1, 1);
        startRelay("two");

        awaitEmptyOutbox();
        assertThat(database.jdbc.queryForObject("select holder from leader_lease", String.class))
                .isEqualTo("two");
    }

    private static String incompressible() {
        var text = new StringBuilder();
        new java.util.Random(7).ints(40_000, 'a', 'z').forEach(letter -> text.append((char) letter));
        return text.toString();
    }

    private record Text(String text) {}
}
