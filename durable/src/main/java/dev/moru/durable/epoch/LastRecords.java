package dev.moru.durable.epoch;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.UndecodableMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the envelopes of the last records of topics. */
public final class LastRecords {

    private static final int OF_EACH_PARTITION = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String DEAD_LETTERS = ".dlq";

    private final Map<String, Object> settings;

    /** @param kafka the settings of a consumer */
    public LastRecords(Map<String, Object> kafka) {
        this.settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /** A message that was sent. */
    public record Sent(String topic, Envelope envelope) {}

    /** Those of all topics whose names begin so and that hold messages of ours, in no particular order. */
    public List<Sent> ofTopics(String prefix) {
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.listTopics().entrySet().stream()
                    .filter(topic ->
                            topic.getKey().startsWith(prefix) && !topic.getKey().endsWith(DEAD_LETTERS))
                    .flatMap(topic -> topic.getValue().stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return read(consumer, partitions);
        }
    }

    /** The highest epoch in which something was sent to them; 0 when nothing was. */
    public int highestEpoch(String prefix) {
        return ofTopics(prefix).stream()
                .mapToInt(sent -> sent.envelope().epoch())
                .max()
                .orElse(0);
    }

    private static List<Sent> read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        var ends = consumer.endOffsets(partitions);
        var begins = consumer.beginningOffsets(partitions);
        consumer.assign(partitions);
        for (var partition : partitions) {
            consumer.seek(
                    partition,
                    Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - OF_EACH_PARTITION));
        }
        var sent = new ArrayList<Sent>();
        var giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
            consumer.poll(Duration.ofMillis(200))
                    .forEach(record -> sentIn(record).ifPresent(sent::add));
            if (System.nanoTime() - giveUp > 0) {
                throw new TimeoutException("Kafka does not give the last records of " + partitions);
            }
        }
        return sent;
    }

    private static Optional<Sent> sentIn(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, byte[]>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        try {
            return Optional.of(new Sent(record.topic(), CloudEventHeaders.read(headers)));
        } catch (UndecodableMessage e) {
            return Optional.empty();
        }
    }
}
