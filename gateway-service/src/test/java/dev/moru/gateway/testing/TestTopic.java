package dev.moru.gateway.testing;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.embedded.testing.SharedStores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** A topic of one test, on a real Kafka, and the batches that a binding would make of it. */
public final class TestTopic implements AutoCloseable {

    private static final int PARTITIONS = 3;
    private static final Map<String, Object> KAFKA =
            Map.of("bootstrap.servers", SharedStores.kafka().bootstrapServers());

    private final String name;
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(producerSettings(), new StringSerializer(), new ByteArraySerializer());
    private final KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(KAFKA, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    private final List<TopicPartition> partitions = new ArrayList<>();

    public TestTopic(String name) {
        this.name = name;
        try (var admin = Admin.create(KAFKA)) {
            admin.createTopics(List.of(new NewTopic(name, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new TopicPartition(name, i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The broker forgets a producer with the records that are deleted, and would refuse an idempotent one afterwards. */
    private static Map<String, Object> producerSettings() {
        var settings = new HashMap<>(KAFKA);
        settings.put("enable.idempotence", false);
        settings.put("max.in.flight.requests.per.connection", 1);
        return settings;
    }

    /** The settings of a client of the Kafka that the topics of tests are on. */
    public static Map<String, Object> kafka() {
        return KAFKA;
    }

    public String name() {
        return name;
    }

    public void publish(InboundMessage message) {
        publish(message.envelope().subject(), CloudEventHeaders.of(message.envelope()), message.bytes());
    }

    public void publish(String key, Headers headers, byte[] body) {
        producer.send(new ProducerRecord<>(name, null, null, key, body, headers));
    }

    public void flush() {
        producer.flush();
    }

    /** Hands over what has been published, in batches, until nothing is left. */
    public void consume(Consumer<Message<List<byte[]>>> binding) {
        while (consumer.endOffsets(partitions).entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            var polled = consumer.poll(Duration.ofSeconds(1));
            for (var partition : polled.partitions()) {
                binding.accept(batch(polled.records(partition)));
            }
        }
    }

    private static Message<List<byte[]>> batch(List<ConsumerRecord<byte[], byte[]>> records) {
        return MessageBuilder.withPayload(
                        records.stream().map(ConsumerRecord::value).toList())
                .setHeader(
                        KafkaHeaders.RECEIVED_TOPIC,
                        records.stream().map(ConsumerRecord::topic).toList())
                .setHeader(
                        KafkaHeaders.RECEIVED_PARTITION,
                        records.stream().map(ConsumerRecord::partition).toList())
                .setHeader(
                        KafkaHeaders.OFFSET,
                        records.stream().map(ConsumerRecord::offset).toList())
                .setHeader(
                        KafkaHeaders.RECEIVED_KEY,
                        records.stream().map(ConsumerRecord::key).toList())
                .setHeader(
                        KafkaHeaders.BATCH_CONVERTED_HEADERS,
                        records.stream().map(TestTopic::headers).toList())
                .build();
    }

    private static Map<String, Object> headers(ConsumerRecord<byte[], byte[]> record) {
        var headers = new HashMap<String, Object>();
        record.headers().forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }

    /** As retention does: the oldest half of each partition goes. */
    public void trim() {
        var halves = new HashMap<TopicPartition, RecordsToDelete>();
        consumer.endOffsets(partitions)
                .forEach((partition, end) -> halves.put(partition, RecordsToDelete.beforeOffset(end / 2)));
        try (var admin = Admin.create(KAFKA)) {
            admin.deleteRecords(halves).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
