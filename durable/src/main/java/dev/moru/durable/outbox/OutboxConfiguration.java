package dev.moru.durable.outbox;

import dev.moru.durable.DurableProperties;
import dev.moru.durable.LeaderLease;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.Replica;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.ProducerListener;

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
        var template = new KafkaTemplate<>(producers(kafka));
        // The relay reports what Kafka refuses; the listener of the template would print keys and sizes once more.
        template.setProducerListener(new ProducerListener<>() {});
        return new OutboxRelay(
                new OutboxRows(jdbc, codec, properties.relayBatch()),
                new LeaderLease(jdbc, "outbox-relay", replica.name(), properties.leaderLease()),
                template,
                new RelayMeters(registry),
                properties.relayPoll());
    }

    @Bean
    static Outbox outbox(JdbcTemplate jdbc, MessageCodec codec, Origin origin, OutboxRelay relay) {
        return new Outbox(jdbc, codec, origin, relay::wake);
    }

    private static DefaultKafkaProducerFactory<String, byte[]> producers(KafkaProperties kafka) {
        var settings = new HashMap<String, Object>(kafka.buildProducerProperties());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return new DefaultKafkaProducerFactory<>(settings, new StringSerializer(), new ByteArraySerializer());
    }
}
