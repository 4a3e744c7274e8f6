package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.MessageTypes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
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

/** The gateway, as provisioning-service meets it: commands in, and everything that comes of them. */
public final class Gateway {

    private static final MessageCodec CODEC = new MessageCodec(
            new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find));

    /** How long an answer may take on a machine that others work on too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();
    private final List<Received> received = new ArrayList<>();

    /** An event with what surrounds it. */
    public record Received(Envelope envelope, Event event) {}

    Gateway(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = Stream.of(Topics.PROVISIONING_EVENTS, Topics.OPERATION_LOG)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public static UUID id() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** Sends a command that starts an operation. */
    public UUID command(UUID subject, Message command) {
        return command(subject, command, Duration.ofMinutes(5));
    }

    public UUID command(UUID subject, Message command, Duration deadline) {
        var operation = id();
        command(operation, subject, command, deadline);
        return operation;
    }

    public void command(UUID operation, UUID subject, Message command, Duration deadline) {
        send(
                subject,
                command,
                MessageContext.NONE
                        .withOperation(operation)
                        .withActor("user:admin")
                        .withProject("default")
                        .withSite(Commands.SITE)
                        .expiringAt(Instant.now().plus(deadline)));
    }

    public void cancel(UUID subject, UUID operation) {
        send(subject, new CancelOperation(operation, null), MessageContext.NONE.withActor("user:admin"));
    }

    public synchronized void send(UUID subject, Message body, MessageContext context) {
        var envelope = envelope(CODEC.typeOf(body), subject, context);
        send(record(envelope, CODEC.write(body)));
    }

    /** A record whose body is not what its type says. */
    public synchronized void sendBroken(String type, UUID subject, UUID operation) {
        send(record(envelope(type, subject, MessageContext.NONE.withOperation(operation)), "{\"spec\":42"));
    }

    private ProducerRecord<String, byte[]> record(Envelope envelope, String body) {
        return new ProducerRecord<>(
                Topics.PROVISIONING_COMMANDS,
                null,
                envelope.subject(),
                body.getBytes(StandardCharsets.UTF_8),
                CloudEventHeaders.of(envelope));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        sent.add(record);
        producer.send(record);
        producer.flush();
    }

    /** Sends every record once more, as a replay of the whole topic would. */
    public synchronized void replayAll() {
        sent.forEach(producer::send);
        producer.flush();
    }

    private Envelope envelope(String type, UUID subject, MessageContext context) {
        var sequence = sequences.merge(subject.toString(), 1L, Long::sum);
        return new Envelope(id(), "/moru/gateway", type, subject.toString(), Instant.now(), 1, sequence, context);
    }

    /** Everything that has come so far. */
    public synchronized List<Received> received() {
        consumer.poll(Duration.ofMillis(20)).forEach(entry -> received.add(read(entry)));
        return List.copyOf(received);
    }

    private static Received read(ConsumerRecord<String, byte[]> entry) {
        var headers = new HashMap<String, byte[]>();
        entry.headers().forEach(header -> headers.put(header.key(), header.value()));
        var envelope = CloudEventHeaders.read(headers);
        assertThat(entry.key()).isEqualTo(envelope.subject());
        return new Received(
                envelope, (Event) CODEC.decode(envelope.type(), entry.value()).orElseThrow());
    }

    public <T extends Event> List<T> events(Class<T> type) {
        return received().stream()
                .map(Received::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The terminal event of an operation, when it has come. */
    public OperationEnded endOf(UUID operation) {
        await().atMost(PATIENCE).until(() -> !endsOf(operation).isEmpty());
        assertThat(endsOf(operation)).hasSize(1);
        return endsOf(operation).get(0);
    }

    public List<OperationEnded> endsOf(UUID operation) {
        return events(OperationEnded.class).stream()
                .filter(ended -> ended.operation().id().equals(operation))
                .toList();
    }

    /** Waits until an operation that is under way was reported in a certain way. */
    public Operation progressOf(UUID operation, Predicate<Operation> as) {
        await().atMost(PATIENCE).until(() -> progress(operation).anyMatch(as));
        return progress(operation).filter(as).findFirst().orElseThrow();
    }

    private Stream<Operation> progress(UUID operation) {
        return events(OperationProgressed.class).stream()
                .map(OperationProgressed::operation)
                .filter(report -> report.id().equals(operation));
    }

    public List<LogAppended> logOf(UUID operation) {
        return events(LogAppended.class).stream()
                .filter(log -> log.operation().equals(operation))
                .toList();
    }

    public void awaitApplied(UUID resource, long revision) {
        await().atMost(PATIENCE)
                .until(() -> events(ConfigurationApplied.class).stream()
                        .anyMatch(applied -> applied.id().equals(resource) && applied.observedRevision() >= revision));
    }
}
