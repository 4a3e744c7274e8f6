package dev.moru.config.turn.messaging;

import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerDeleted;
import dev.moru.durable.consume.SequencedConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class TurnBindings {

    @Bean
    static Consumer<Message<List<byte[]>>> configCommands(SequencedConsumers consumers, TurnCommands commands) {
        return consumers.forCommands(Topics.CONFIG_COMMANDS, commands);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> provisioningEvents(SequencedConsumers consumers, ServerEvents events) {
        return consumers.forEvents(Topics.PROVISIONING_EVENTS, ServerDeleted.class, events);
    }
}
