package dev.moru.systemtests.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that stands in some topics.
 *
 * @param records those that are what the spine promises
 * @param unreadable the others
 */
public record TopicDump(List<SpineRecord> records, List<RawRecord> unreadable) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration POLL = Duration.ofMillis(200);

    public TopicDump {
        records = List.copyOf(records);
        unreadable = List.copyOf(unreadable);
    }

    public static TopicDump read(String bootstrapServers, Collection<String> topics) {
        var records = new ArrayList<SpineRecord>();
        var unreadable = new ArrayList<RawRecord>();
        forAll(bootstrapServers, topics, record -> {
            try {
                records.add(spine(record));
            } catch (IllegalArgumentException | JacksonException e) {
                unreadable.add(raw(record));
            }
        });
        return new TopicDump(records, unreadable);
    }

    /** Without asking what they mean, as for dead letters. */
    public static List<RawRecord> readRaw(String bootstrapServers, Collection<String> topics) {
        var records = new ArrayList<RawRecord>();
        forAll(bootstrapServers, topics, record -> records.add(raw(record)));
        return records;
    }

    private static void forAll(
            String bootstrapServers, Collection<String> topics, Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (var consumer = consumerOf(bootstrapServers, topics)) {
            consumer.seekToBeginning(consumer.assignment());
            readTo(consumer.endOffsets(consumer.assignment()), consumer, reader);
        }
    }

    /**
     * What stands next to each other in each partition, anywhere in it.
     *
     * @param most of a partition, about
     */
    public static void forSome(
            String bootstrapServers,
            Collection<String> topics,
            Random random,
            int most,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        try (var consumer = consumerOf(bootstrapServers, topics)) {
            var ends = new HashMap<TopicPartition, Long>();
            consumer.endOffsets(consumer.assignment()).forEach((partition, end) -> {
                var first = (long) (random.nextDouble() * Math.max(0, end - most));
                consumer.seek(partition, first);
                ends.put(partition, Math.min(end, first + most));
            });
            readTo(ends, consumer, reader);
        }
    }

    private static KafkaConsumer<String, byte[]> consumerOf(String bootstrapServers, Collection<String> topics) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList());
        return consumer;
    }

    private static void readTo(
            Map<TopicPartition, Long> ends,
            KafkaConsumer<String, byte[]> consumer,
            Consumer<ConsumerRecord<String, byte[]>> reader) {
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(POLL).forEach(reader);
        }
    }

    private static SpineRecord spine(ConsumerRecord<String, byte[]> record) {
        var headers = headers(record);
        var operation = headers.get("ce_operationid");
        return new SpineRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                UUID.fromString(required(headers, "ce_id")),
                // The same few words in each of very many records.
                required(headers, "ce_source").intern(),
                required(headers, "ce_type").intern(),
                required(headers, "ce_subject"),
                Integer.parseInt(required(headers, "ce_epoch")),
                Long.parseLong(required(headers, "ce_sequence")),
                operation == null ? null : UUID.fromString(operation),
                json(record));
    }

    /** Also what is well-formed is not taken apart here. */
    private static String json(ConsumerRecord<String, byte[]> record) {
        JSON.readTree(record.value());
        return new String(record.value(), UTF_8);
    }

    private static RawRecord raw(ConsumerRecord<String, byte[]> record) {
        return new RawRecord(
                record.topic(),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                headers(record),
                record.value());
    }

    private static Map<String, String> headers(ConsumerRecord<String, byte[]> record) {
        var headers = new HashMap<String, String>();
        record.headers().forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return headers;
    }

    private static String required(Map<String, String> headers, String name) {
        var value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return value;
    }
}
