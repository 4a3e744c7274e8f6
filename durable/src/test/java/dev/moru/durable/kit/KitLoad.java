package dev.moru.durable.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.kit.KitMessages.Ended;
import dev.moru.durable.kit.KitMessages.Perform;
import dev.moru.durable.kit.KitMessages.Performed;
import dev.moru.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends commands, some of them more than once, and judges what came of them from outside. */
final class KitLoad implements AutoCloseable {

    private static final int SUBJECTS = 12;
    private static final int PARTITIONS = 4;

    private final EmbeddedPostgres postgres;
    private final Random random;
    private final MessageCodec codec = new MessageCodec(KitMessages.types());
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<UUID> subjects =
            Stream.generate(UUID::randomUUID).limit(SUBJECTS).toList();
    private final Map<UUID, Integer> sent = new HashMap<>();
    private final List<ProducerRecord<String, byte[]>> history = new ArrayList<>();
    private final Map<String, List<Seen>> events = new HashMap<>();
    private int ended;
    private int commands;

    private record Seen(long sequence, Object body) {}

    KitLoad(String bootstrap, EmbeddedPostgres postgres, Random random) {
        this.postgres = postgres;
        this.random = random;
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap);
        try (var admin = Admin.create(settings)) {
            admin.createTopics(Stream.of(KitMessages.COMMANDS, KitMessages.EVENTS)
                            .map(topic -> new NewTopic(topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.assign(LongStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(KitMessages.EVENTS, (int) partition))
                .toList());
        consumer.seekToBeginning(consumer.assignment());
    }

    void send(int count) {
        for (int i = 0; i < count; i++) {
            var subject = subjects.get(random.nextInt(SUBJECTS));
            int n = sent.merge(subject, 1, Integer::sum);
            var record = command(subject, n);
            history.add(record);
            producer.send(record);
            if (random.nextInt(10) < 3) {
                producer.send(history.get(random.nextInt(history.size())));
            }
        }
        producer.flush();
        commands += count;
    }

    private ProducerRecord<String, byte[]> command(UUID subject, int n) {
        var task = UuidCreator.getTimeOrderedEpoch();
        var envelope = new Envelope(
                task,
                "/moru/driver",
                "kit.task.perform.v1",
                subject.toString(),
                Instant.now(),
                1,
                n,
                MessageContext.NONE.withOperation(task));
        var body = codec.write(new Perform(task, n)).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(
                KitMessages.COMMANDS, null, null, subject.toString(), body, CloudEventHeaders.of(envelope));
    }

    void awaitAllEnded(Duration atMost) {
        awaitEnded(commands, atMost);
    }

    void awaitMoreEnded(int more, Duration atMost) {
        read();
        awaitEnded(Math.min(commands, ended + more), atMost);
    }

    private void awaitEnded(int count, Duration atMost) {
        await().atMost(atMost).pollInterval(Duration.ofMillis(20)).until(() -> {
            read();
            return ended >= count;
        });
    }

    /** Reads the events as any consumer would: what was seen before is skipped. */
    private void read() {
        for (var record : consumer.poll(Duration.ofMillis(10))) {
            var headers = new HashMap<String, byte[]>();
            record.headers().forEach(header -> headers.put(header.key(), header.value()));
            var envelope = CloudEventHeaders.read(headers);
            var seen = events.computeIfAbsent(record.key(), key -> new ArrayList<>());
            var last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence();
            if (envelope.sequence() > last) {
                var body = codec.decode(envelope.type(), record.value()).orElseThrow();
                seen.add(new Seen(envelope.sequence(), body));
                ended += body instanceof Ended ? 1 : 0;
            }
        }
    }

    /** What must hold, whatever happened. */
    void check() {
        sent.forEach((subject, last) -> {
            var seen = events.get(subject.toString());
            assertThat(seen).extracting(Seen::sequence).isEqualTo(upTo(2L * last));
            assertThat(numbers(seen, Performed.class))
                    .as("one effect each")
                    .containsExactlyInAnyOrderElementsOf(upTo(last));
            assertThat(numbers(seen, Ended.class)).as("one end each").containsExactlyInAnyOrderElementsOf(upTo(last));
        });
        assertThat(count("select count(*) from effect")).as("effects applied").isEqualTo(commands);
        assertThat(count("select count(distinct task) from effect")).isEqualTo(commands);
        assertThat(count("select count(*) from task t join task later"
                        + " on later.subject = t.subject and later.n > t.n and later.at < t.at"))
                .as("commands of a subject handled out of order")
                .isZero();
        assertThat(count("select count(*) from dead_letter")).as("dead letters").isZero();
        assertThat(count("select count(*) from outbox_parked")).isZero();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> count("select (select count(*) from work) + (select count(*) from timer)"
                                + " + (select count(*) from outbox)")
                        == 0);
    }

    private static List<Long> numbers(List<Seen> seen, Class<?> type) {
        return seen.stream()
                .map(Seen::body)
                .filter(type::isInstance)
                .map(body -> body instanceof Performed performed ? (long) performed.n() : ((Ended) body).n())
                .toList();
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private long count(String query) {
        try (var connection = postgres.connect("kit");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
