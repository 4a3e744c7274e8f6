package dev.moru.durable.start;

import dev.moru.durable.DurableProperties;
import dev.moru.durable.epoch.EpochStart;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;

/** The start as a bean. */
@Configuration(proxyBeanMethods = false)
public class StartConfiguration {

    /** A refusal that comes late is one for a supervisor: the next start is refused at once, and says why. */
    @Bean
    static KafkaStart kafkaStart(
            KafkaAdmin topics,
            EpochStart epochStart,
            DurableProperties properties,
            ObjectProvider<StartsWithKafka> followers,
            ApplicationEventPublisher events) {
        return new KafkaStart(
                new LookAtTopics(topics, epochStart),
                properties.kafkaPatience(),
                followers::stream,
                reason -> AvailabilityChangeEvent.publish(events, reason, LivenessState.BROKEN));
    }

    /** Without its topics a service would consume from nowhere and not notice. */
    private record LookAtTopics(KafkaAdmin topics, EpochStart epochStart) implements Look {

        @Override
        public void atKafka() {
            topics.initialize();
            epochStart.begin();
        }

        @Override
        public boolean isIndispensable() {
            return epochStart.isFirstOfEpoch();
        }
    }
}
