package dev.moru.provisioning;

import dev.moru.contracts.Topics;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.provisioning.server.messaging.PartAnswers;
import dev.moru.provisioning.server.messaging.Servers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.messaging.Message;

/** Reads what the participants answer that are in the installation; each is a profile. */
@Configuration(proxyBeanMethods = false)
class ParticipantConfiguration {

    @Bean
    @Profile("config")
    static Consumer<Message<List<byte[]>>> configAnswers(SequencedConsumers consumers, Servers servers) {
        return consumers.forEvents(Topics.CONFIG_EVENTS, new PartAnswers(servers));
    }

    @Bean
    @Profile("monitoring")
    static Consumer<Message<List<byte[]>>> monitoringAnswers(SequencedConsumers consumers, Servers servers) {
        return consumers.forEvents(Topics.MONITORING_EVENTS, new PartAnswers(servers));
    }

    @Bean
    @Profile("backup")
    static Consumer<Message<List<byte[]>>> backupAnswers(SequencedConsumers consumers, Servers servers) {
        return consumers.forEvents(Topics.BACKUP_EVENTS, new PartAnswers(servers));
    }
}
