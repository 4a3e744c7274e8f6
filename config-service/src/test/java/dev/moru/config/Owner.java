package dev.moru.config;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.turn.TurnAnswered;
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

/** The owner of servers, as config-service meets it: turns in, and answers as it reads them. */
final class Owner implements AutoCloseable {

    private static final MessageCodec CODEC = new MessageCodec(
            new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find));

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();

    Owner(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = Stream.of(Topics.CONFIG_EVENTS, Topics.OPERATION_LOG)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Sends commands so that they arrive in one poll, or nearly. */
    void send(Map<UUID, ? extends Message> commands, Instant expiresAt) {
        commands.forEach((server, command) -> {
            var envelope = new Envelope(
                    UuidCreator.getTimeOrderedEpoch(),
                    "/moru/provisioning",
                    CODEC.typeOf(command),
                    server.toString(),
                    Instant.now(),
                    1,
                    sequences.merge(server.toString(), 1L, Long::sum),
                    MessageContext.NONE
                            .withActor("user:tester")
                            .withProject("default")
                            .expiringAt(expiresAt));
            producer.send(new ProducerRecord<>(
                    Topics.CONFIG_COMMANDS,
                    null,
                    envelope.subject(),
                    CODEC.write(command).getBytes(StandardCharsets.UTF_8),
                    CloudEventHeaders.of(envelope)));
        });
        producer.flush();
    }

    List<TurnAnswered> answers(UUID server) {
        return events().filter(event -> event.envelope().subject().equals(server.toString()))
                .map(Heard::body)
                .filter(TurnAnswered.class::isInstance)
                .map(TurnAnswered.class::cast)
                .toList();
    }

    List<LogLine> log(UUID operation) {
        return events().map(Heard::body)
                .filter(LogAppended.class::isInstance)
                .map(LogAppended.class::cast)
                .filter(log -> log.operation().equals(operation))
                .flatMap(log -> log.lines().stream())
                .toList();
    }

    <T extends Event> List<T> events(Class<T> type) {
        return events().map(Heard::body)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** Everything that was said, as text. */
    String words() {
        events();
        var words = new StringBuilder();
        heard.forEach(entry -> words.append(new String(entry.value(), StandardCharsets.UTF_8)));
        return words.toString();
    }

    private record Heard(Envelope envelope, Event body) {}

    private Stream<Heard> events() {
        consumer.poll(Duration.ofMillis(50)).forEach(heard::add);
        return heard.stream().map(Owner::read);
    }

    private static Heard read(ConsumerRecord<String, byte[]> entry) {
        var headers = new HashMap<String, byte[]>();
        entry.headers().forEach(header -> headers.put(header.key(), header.value()));
        var envelope = CloudEventHeaders.read(headers);
        return new Heard(
                envelope, (Event) CODEC.decode(envelope.type(), entry.value()).orElseThrow());
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
    }
}
