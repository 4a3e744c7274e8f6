package dev.moru.systemtests.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Everything that stands in some topics. */
public final class TopicDump {

    private static final JsonMapper JSON = JsonMapper.shared();

    private TopicDump() {}

    public static List<SpineRecord> read(String bootstrapServers, Collection<String> topics) {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            return readToEnd(consumer, consumer.endOffsets(partitions));
        }
    }

    private static List<SpineRecord> readToEnd(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        var records = new ArrayList<SpineRecord>();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                records.add(parse(record));
            }
        }
        return records;
    }

    private static SpineRecord parse(ConsumerRecord<String, byte[]> record) {
        var operation = header(record, "ce_operationid");
        return new SpineRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                UUID.fromString(required(record, "ce_id")),
                required(record, "ce_source"),
                required(record, "ce_type"),
                required(record, "ce_subject"),
                Integer.parseInt(required(record, "ce_epoch")),
                Long.parseLong(required(record, "ce_sequence")),
                operation == null ? null : UUID.fromString(operation),
                JSON.readTree(record.value()));
    }

    private static String required(ConsumerRecord<String, byte[]> record, String name) {
        var value = header(record, name);
        if (value == null) {
            throw new IllegalStateException(
                    "%s-%d@%d has no %s".formatted(record.topic(), record.partition(), record.offset(), name));
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }
}
