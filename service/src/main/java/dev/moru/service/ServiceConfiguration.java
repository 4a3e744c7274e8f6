package dev.moru.service;

import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.durable.DurableConfiguration;
import dev.moru.durable.MessageTypes;
import dev.moru.durable.TopicsConfiguration.TopicProperties;
import dev.moru.durable.start.KafkaStart;
import dev.moru.secrets.SecretsConfiguration;
import java.time.Clock;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** The beans that every service has. */
@Configuration(proxyBeanMethods = false)
@Import({DurableConfiguration.class, InputsWithKafka.class, SecretsConfiguration.class})
class ServiceConfiguration {

    /** @param offset by which the clock is wrong, for fault runs: the clock of the database is what counts */
    @Bean
    static Clock clock(@Value("${moru.clock-offset:PT0S}") Duration offset) {
        return Clock.offset(Clock.systemUTC(), offset);
    }

    @Bean
    static MessageTypes messageTypes() {
        return new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find);
    }

    @Bean
    static NewTopics newTopics(ServiceTopics topics, TopicProperties properties) {
        return topics.with(properties);
    }

    /**
     * A replica that has a name, and comes back under it after it was killed, takes its partitions at once; without one it
     * waits until Kafka has given up the member that is gone. Each binding is a member of its own.
     */
    @Bean
    static ConsumerConfigCustomizer namedReplica(@Value("${moru.replica:}") String replica) {
        return (settings, binding, topic) -> {
            if (!replica.isBlank()) {
                settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, replica + "-" + binding);
            }
        };
    }

    /** Whether reading and sending have begun, which a start without Kafka puts off. A broker that leaves later does not show. */
    @Bean
    static HealthIndicator messagingHealthIndicator(KafkaStart start) {
        return () -> (start.hasBegun() ? Health.up() : Health.outOfService()).build();
    }

    /** Offsets are committed every few seconds and not after each poll, because it is the marks that know what was handled. */
    @Bean
    static ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> seldomCommittedOffsets() {
        return (container, topic, group) ->
                container.getContainerProperties().setAckMode(ContainerProperties.AckMode.TIME);
    }
}
