package dev.moru.gateway.accept.persistence;

import dev.moru.gateway.accept.AcceptProperties;
import dev.moru.gateway.accept.AcceptStore;
import dev.moru.gateway.accept.Acceptor;
import dev.moru.gateway.server.ParticipantProperties;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AcceptProperties.class, ParticipantProperties.class})
class AcceptConfiguration {

    @Bean
    static Acceptor acceptor(
            AcceptStore store, AcceptProperties properties, OutboxBacklog backlog, MeterRegistry meters) {
        var acceptor = new Acceptor(store, properties, backlog::isTooLong);
        Gauge.builder("moru.accept.waiting", acceptor, Acceptor::waiting)
                .description("Requests that wait to be accepted")
                .baseUnit("requests")
                .register(meters);
        return acceptor;
    }
}
