package dev.moru.backup.command;

import dev.moru.contracts.Topics;
import dev.moru.durable.consume.SequencedConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class CommandBinding {

    @Bean
    static Consumer<Message<List<byte[]>>> backupCommands(SequencedConsumers consumers, Commands commands) {
        return consumers.forCommands(Topics.BACKUP_COMMANDS, commands);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> serverEvents(SequencedConsumers consumers, ToldServers servers) {
        return consumers.forEvents(Topics.PROVISIONING_EVENTS, servers);
    }
}
