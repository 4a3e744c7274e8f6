package dev.moru.monitoring.target.messaging;

import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.durable.consume.SequencedConsumers;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

@Configuration(proxyBeanMethods = false)
class ServerBinding {

    @Bean
    static Consumer<Message<List<byte[]>>> serverEvents(SequencedConsumers consumers, ToldServers servers) {
        return consumers.forEvents(Topics.PROVISIONING_EVENTS, ServerEvent.class, servers);
    }
}
