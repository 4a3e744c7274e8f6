package dev.moru.gateway.audit.persistence;

import dev.moru.contracts.Topics;
import dev.moru.contracts.audit.AuditSealed;
import dev.moru.durable.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints as they stand in the audit topic, where whoever owns the database can't reach them. */
final class PublishedCheckpoints {

    private static final Logger LOG = LoggerFactory.getLogger(PublishedCheckpoints.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<String, Object> kafka;
    private final MessageCodec codec;

    /** @param kafka settings of a consumer, without its deserializers */
    PublishedCheckpoints(Map<String, Object> kafka, MessageCodec codec) {
        this.kafka = new HashMap<>(kafka);
        this.kafka.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        this.kafka.remove(ConsumerConfig.GROUP_ID_CONFIG);
        this.codec = codec;
    }

    /** The newest one; empty when there is none yet, or Kafka is away. */
    Optional<SealedRows.Checkpoint> last() {
        try (var consumer = new KafkaConsumer<>(kafka, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.AUDIT).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return lastRecord(consumer, partitions).map(this::read);
        } catch (KafkaException away) {
            LOG.warn("the audit topic could not be read: {}", away.getMessage());
            return Optional.empty();
        }
    }

    /** All of the trail has one key, so only one partition is not empty. */
    private static Optional<ConsumerRecord<byte[], byte[]>> lastRecord(
            KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        for (var end : consumer.endOffsets(partitions).entrySet()) {
            if (end.getValue() > 0) {
                consumer.assign(List.of(end.getKey()));
                consumer.seek(end.getKey(), end.getValue() - 1);
                for (var record : consumer.poll(PATIENCE)) {
                    return Optional.of(record);
                }
            }
        }
        return Optional.empty();
    }

    private SealedRows.Checkpoint read(ConsumerRecord<byte[], byte[]> record) {
        var batch = codec.read(new String(record.value(), StandardCharsets.UTF_8), AuditSealed.class);
        return new SealedRows.Checkpoint(batch.number(), bytes(batch.hash()), bytes(batch.signature()));
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }
}
