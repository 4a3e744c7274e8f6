package dev.moru.systemtests.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.contracts.Topics;
import dev.moru.systemtests.history.RawRecord;
import dev.moru.systemtests.history.TopicDump;
import dev.moru.systemtests.parts.Member;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the harness itself puts into the topics. */
final class Records {

    private static final List<String> SPINE = Stream.concat(
                    Member.all().stream().flatMap(Member::topics), Stream.of(Topics.OPERATION_LOG))
            .toList();

    private static final double REPEATED = 0.3;

    /** Records of a partition. Without a bound the topics would grow by a third with each repetition. */
    private static final int WINDOW = 500;

    private final String bootstrapServers;

    Records(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Publishes some of what stands somewhere in the topics once more, out of order across keys. */
    void repeatSome(Random random) {
        try (var producer = producer()) {
            TopicDump.forSome(bootstrapServers, SPINE, random, WINDOW, record -> {
                if (random.nextDouble() < REPEATED) {
                    producer.send(new ProducerRecord<>(
                            record.topic(), record.partition(), record.key(), record.value(), record.headers()));
                }
            });
        }
    }

    /** Publishes a command that nobody can handle, of an operation and a server that are not there. */
    RawRecord publishPoison(Random random) {
        var subject = new UUID(random.nextLong(), random.nextLong()).toString();
        var headers = new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                // A message of the gateway that its database has not sent would look like a restore from a backup.
                "ce_source", "/moru/stranger",
                "ce_type", "dev.moru.server.reboot.v1",
                "ce_subject", subject,
                "ce_time", Instant.now().toString(),
                "ce_epoch", "1",
                "ce_sequence", "1"));
        headers.put("content-type", "application/json");
        var body = "{\"what\": ".getBytes(UTF_8);
        if (random.nextBoolean()) {
            headers.put("ce_type", "dev.moru.server.unheard-of.v1");
            body = "{}".getBytes(UTF_8);
        }
        if (random.nextBoolean()) {
            headers.put("ce_operationid", UUID.randomUUID().toString());
        }
        return send(new RawRecord(Topics.PROVISIONING_COMMANDS, Instant.now(), subject, headers, body));
    }

    private RawRecord send(RawRecord poison) {
        var record = new ProducerRecord<>(poison.topic(), poison.key(), poison.body());
        poison.headers().forEach((name, value) -> record.headers().add(name, value.getBytes(UTF_8)));
        try (var producer = producer()) {
            producer.send(record).get();
            return poison;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The topics as they are; an unreadable record that is no poison would be news. */
    TopicDump dump() {
        return TopicDump.read(bootstrapServers, SPINE);
    }

    List<RawRecord> deadLetters() {
        return TopicDump.readRaw(
                bootstrapServers,
                SPINE.stream().map(topic -> topic + Topics.DEAD_LETTERS).toList());
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }
}
