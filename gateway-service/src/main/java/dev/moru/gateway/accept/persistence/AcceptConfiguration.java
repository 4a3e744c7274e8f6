package dev.moru.gateway.accept.persistence;

import dev.moru.gateway.accept.AcceptProperties;
import dev.moru.gateway.accept.AcceptStore;
import dev.moru.gateway.accept.Acceptor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AcceptProperties.class)
class AcceptConfiguration {

    @Bean
    static Acceptor acceptor(AcceptStore store, AcceptProperties properties) {
        return new Acceptor(store, properties, () -> false);
    }
}
