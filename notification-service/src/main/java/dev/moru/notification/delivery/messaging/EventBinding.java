package dev.moru.notification.delivery.messaging;

import dev.moru.contracts.Topics;
import dev.moru.durable.consume.SequencedConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class EventBinding {

    @Bean
    static Consumer<Message<List<byte[]>>> provisioningEvents(SequencedConsumers consumers, ObservedEvents events) {
        return consumers.forEvents(Topics.PROVISIONING_EVENTS, events);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> monitoringEvents(SequencedConsumers consumers, ObservedEvents events) {
        return consumers.forEvents(Topics.MONITORING_EVENTS, events);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> backupEvents(SequencedConsumers consumers, ObservedEvents events) {
        return consumers.forEvents(Topics.BACKUP_EVENTS, events);
    }
}
