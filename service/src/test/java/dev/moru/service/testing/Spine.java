package dev.moru.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
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

/**
 * The other services, as the one under test meets them: records with whole envelopes and sequences without gaps in, and
 * what is said on the topics that the test listens to.
 */
public final class Spine implements AutoCloseable {

    private static final MessageCodec CODEC = new MessageCodec(
            new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find));

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<Line, Long> sequences = new HashMap<>();
    private final List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();
    private final List<Heard> heard = new ArrayList<>();

    /** A message with what surrounds it, and its bytes as text. */
    public record Heard(Envelope envelope, Message message, String text) {

        public boolean isAbout(UUID subject) {
            return envelope.subject().equals(subject.toString());
        }
    }

    /** Whose sequence it is. */
    private record Line(String topic, String source, UUID subject) {}

    /** @param heardTopics what is listened to, from its beginning */
    public Spine(String bootstrapServers, String... heardTopics) {
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers, ProducerConfig.ACKS_CONFIG, "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = Stream.of(heardTopics)
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    public static UUID id() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** @return the message's id */
    public UUID send(String topic, String source, UUID subject, Message message, MessageContext context) {
        return send(new Line(topic, source, subject), CODEC.typeOf(message), CODEC.write(message), context);
    }

    /** A record whose type nobody knows, or whose body is not what its type says. */
    public UUID sendStrange(String topic, String source, UUID subject, Strange strange, MessageContext context) {
        return send(new Line(topic, source, subject), strange.type(), strange.body(), context);
    }

    /** @param type as the header has it */
    public record Strange(String type, String body) {}

    private synchronized UUID send(Line line, String type, String body, MessageContext context) {
        var envelope = new Envelope(
                id(),
                line.source(),
                type,
                line.subject().toString(),
                Instant.now(),
                1,
                sequences.merge(line, 1L, Long::sum),
                context);
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var entry = new ProducerRecord<>(line.topic(), null, envelope.subject(), bytes, CloudEventHeaders.of(envelope));
        sent.add(entry);
        producer.send(entry);
        producer.flush();
        return envelope.id();
    }

    /** Sends the last record once more, as a relay does whose delete was lost. */
    public synchronized void sendLastAgain() {
        producer.send(sent.get(sent.size() - 1));
        producer.flush();
    }

    /** Sends every record once more, as a replay of whole topics would. */
    public synchronized void replay() {
        sent.forEach(producer::send);
        producer.flush();
    }

    /** Everything that has been said so far. */
    public synchronized List<Heard> heard() {
        consumer.poll(Duration.ofMillis(20)).forEach(entry -> heard.add(read(entry)));
        return List.copyOf(heard);
    }

    /** All messages of a type that have come so far. */
    public <T extends Message> Stream<T> heard(Class<T> type) {
        return heard().stream().map(Heard::message).filter(type::isInstance).map(type::cast);
    }

    private static Heard read(ConsumerRecord<String, byte[]> entry) {
        var headers = new HashMap<String, byte[]>();
        entry.headers().forEach(header -> headers.put(header.key(), header.value()));
        var envelope = CloudEventHeaders.read(headers);
        assertThat(entry.key()).isEqualTo(envelope.subject());
        var message = CODEC.decode(envelope.type(), entry.value()).orElseThrow();
        return new Heard(envelope, (Message) message, new String(entry.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(2));
        consumer.close();
    }
}
