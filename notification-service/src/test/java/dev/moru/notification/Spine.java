package dev.moru.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.MessageTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services, as notification-service meets them: their messages in, and its reports as they read them. */
final class Spine implements AutoCloseable {

    private static final MessageCodec CODEC = new MessageCodec(
            new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find));

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> sequences = new HashMap<>();
    private ProducerRecord<String, byte[]> last;
    private final List<Event> reports = new CopyOnWriteArrayList<>();

    Spine(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    void readReports() {
        var partitions = consumer.partitionsFor(Topics.NOTIFICATION_EVENTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void command(UUID subject, Message command, MessageContext context) {
        send(Topics.NOTIFICATION_COMMANDS, "/moru/gateway", subject, command, context);
    }

    UUID event(UUID subject, Message event, MessageContext context) {
        return send(Topics.PROVISIONING_EVENTS, "/moru/provisioning", subject, event, context);
    }

    UUID monitoringEvent(UUID subject, Message event, MessageContext context) {
        return send(Topics.MONITORING_EVENTS, "/moru/monitoring", subject, event, context);
    }

    private UUID send(String topic, String source, UUID subject, Message body, MessageContext context) {
        var envelope = envelope(topic, source, CODEC.typeOf(body), subject, context);
        send(topic, envelope, CODEC.write(body));
        return envelope.id();
    }

    /** An event of a type that nobody here has heard of. */
    UUID unknownEvent(String type, UUID subject, String body, MessageContext context) {
        var envelope = envelope(Topics.PROVISIONING_EVENTS, "/moru/provisioning", type, subject, context);
        send(Topics.PROVISIONING_EVENTS, envelope, body);
        return envelope.id();
    }

    private Envelope envelope(String topic, String source, String type, UUID subject, MessageContext context) {
        var sequence = sequences.merge(topic + subject, 1L, Long::sum);
        return new Envelope(
                UuidCreator.getTimeOrderedEpoch(),
                source,
                type,
                subject.toString(),
                Instant.now(),
                1,
                sequence,
                context);
    }

    private void send(String topic, Envelope envelope, String body) {
        last = new ProducerRecord<>(
                topic, null, envelope.subject(), body.getBytes(StandardCharsets.UTF_8), CloudEventHeaders.of(envelope));
        sendLastRecordAgain();
    }

    void sendLastRecordAgain() {
        producer.send(last);
        producer.flush();
    }

    /** All reports of a type that have come so far. */
    synchronized <T extends Event> Stream<T> reports(Class<T> type) {
        consumer.poll(Duration.ofMillis(50)).forEach(entry -> reports.add(read(entry)));
        return reports.stream().filter(type::isInstance).map(type::cast);
    }

    private static Event read(ConsumerRecord<String, byte[]> entry) {
        var headers = new HashMap<String, byte[]>();
        entry.headers().forEach(header -> headers.put(header.key(), header.value()));
        var envelope = CloudEventHeaders.read(headers);
        assertThat(entry.key()).isEqualTo(envelope.subject());
        return (Event) CODEC.decode(envelope.type(), entry.value()).orElseThrow();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
    }
}
