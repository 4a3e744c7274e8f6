package dev.moru.gateway.testing;

import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.embedded.testing.SharedStores;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Publishes events as another service's relay would. */
public final class EventSource implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    SharedStores.kafka().bootstrapServers(),
                    ProducerConfig.ACKS_CONFIG,
                    "all"),
            new StringSerializer(),
            new ByteArraySerializer());

    public void publish(InboundMessage message) {
        producer.send(record(message));
    }

    public void flush() {
        producer.flush();
    }

    private static ProducerRecord<String, byte[]> record(InboundMessage message) {
        var envelope = message.envelope();
        return new ProducerRecord<>(
                message.position().topic(), null, envelope.subject(), message.bytes(), CloudEventHeaders.of(envelope));
    }

    @Override
    public void close() {
        producer.close();
    }
}
