package dev.moru.gateway.deadletter;

import dev.moru.durable.consume.DeadLetterEndpoint;
import java.util.ArrayList;
import java.util.TreeMap;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeadLetterProperties.class)
class DeadLetterConfiguration {

    @Bean
    static DeadLetterOffice deadLetterOffice(
            DeadLetterEndpoint endpoint, JsonMapper json, DeadLetterProperties properties) {
        var owners = new ArrayList<DeadLetterOwner>();
        owners.add(new OwnDeadLetters(endpoint, json));
        new TreeMap<>(properties.owners())
                .forEach((name, address) -> owners.add(new RemoteDeadLetters(name, address, properties.patience())));
        return new DeadLetterOffice(owners);
    }
}
