package dev.moru.durable.outbox;

import dev.moru.durable.DurableProperties;
import dev.moru.durable.LeaderLease;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.Replica;
import dev.moru.durable.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** The outbox and its relay as beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KafkaProperties.class)
public class OutboxConfiguration {

    @Bean
    static OutboxRelay outboxRelay(
            JdbcTemplate jdbc,
            MessageCodec codec,
            Replica replica,
            DurableProperties properties,
            KafkaProperties kafka,
            MeterRegistry registry) {
        var settings = producerSettings(kafka);
        return new OutboxRelay(
                new OutboxRows(jdbc, codec, properties.relayBatch()),
                new LeaderLease(jdbc, "outbox-relay", replica.name(), properties.leaderLease()),
                new Publisher(() -> new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())),
                new RelayMeters(registry),
                properties.relayPoll());
    }

    @Bean
    static Outbox outbox(JdbcTemplate jdbc, MessageCodec codec, Origin origin, OutboxRelay relay, Traces traces) {
        return new Outbox(jdbc, codec, origin, relay::wake, traces);
    }

    private static Map<String, Object> producerSettings(KafkaProperties kafka) {
        var settings = new HashMap<String, Object>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        // The publisher needs it to keep the order when a record is refused; large requests make up for it.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        // The relay flushes what it has handed over, and the producer need not guess when a batch is whole.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1_000);
        // Time for the metadata of a topic that was never written to; longer would hold up the other topics.
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        // A dead letter is a record of another producer with a reason added.
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 2 << 20);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }
}
