package dev.moru.provisioning;

import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
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

/** config-service, as provisioning-service meets it: turns that were handed to it, and its answers. */
final class ConfigParticipant implements AutoCloseable {

    private static final MessageCodec CODEC = new MessageCodec(
            new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find));

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<UUID, Long> sequences = new HashMap<>();
    private final List<Received> received = new ArrayList<>();

    /** A command with what surrounds it. */
    record Received(Envelope envelope, Message command) {}

    ConfigParticipant(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.CONFIG_COMMANDS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    <T extends Message> Received awaitTold(UUID server, Class<T> type) {
        await().atMost(Duration.ofSeconds(30)).until(() -> told().stream().anyMatch(each -> isFor(each, server, type)));
        return told().stream()
                .filter(each -> isFor(each, server, type))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static boolean isFor(Received received, UUID server, Class<?> type) {
        return received.envelope().subject().equals(server.toString()) && type.isInstance(received.command());
    }

    private List<Received> told() {
        consumer.poll(Duration.ofMillis(20)).forEach(entry -> received.add(read(entry)));
        return received;
    }

    private static Received read(ConsumerRecord<String, byte[]> entry) {
        var headers = new HashMap<String, byte[]>();
        entry.headers().forEach(header -> headers.put(header.key(), header.value()));
        var envelope = CloudEventHeaders.read(headers);
        return new Received(
                envelope, (Message) CODEC.decode(envelope.type(), entry.value()).orElseThrow());
    }

    void answer(UUID server, HandedTurn turn, TurnOutcome outcome) {
        var answer = new TurnAnswered(
                turn, outcome, "RolesApplied", "done", null, List.of(), Map.of("changed", 2), turn.firstLine());
        var envelope = new Envelope(
                Gateway.id(),
                "/moru/config",
                CODEC.typeOf(answer),
                server.toString(),
                Instant.now(),
                1,
                sequences.merge(server, 1L, Long::sum),
                MessageContext.NONE.withOperation(turn.operation()));
        producer.send(new ProducerRecord<>(
                Topics.CONFIG_EVENTS,
                null,
                envelope.subject(),
                CODEC.write(answer).getBytes(StandardCharsets.UTF_8),
                CloudEventHeaders.of(envelope)));
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
        consumer.close();
    }
}
