package dev.moru.gateway.deadletter;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the dead letters of the other services are.
 *
 * @param owners by the name of a service its address, under which {@code /actuator/deadletters} is offered to the gateway
 * @param patience how long an owner may take to answer
 */
@ConfigurationProperties("moru.gateway.dead-letters")
record DeadLetterProperties(
        @DefaultValue Map<String, URI> owners,
        @DefaultValue("5s") Duration patience) {

    DeadLetterProperties {
        owners = Map.copyOf(owners);
    }
}
