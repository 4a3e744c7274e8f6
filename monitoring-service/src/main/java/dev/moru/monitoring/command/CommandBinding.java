package dev.moru.monitoring.command;

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
    static Consumer<Message<List<byte[]>>> monitoringCommands(SequencedConsumers consumers, Commands commands) {
        return consumers.forCommands(Topics.MONITORING_COMMANDS, commands);
    }
}
