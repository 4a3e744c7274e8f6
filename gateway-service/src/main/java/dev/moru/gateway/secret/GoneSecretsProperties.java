package dev.moru.gateway.secret;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of the secrets of servers that are gone.
 *
 * @param keep how long they stay after the server, for installations that are put back from a backup of that time
 * @param look how often it is looked whether there are some
 */
@ConfigurationProperties("moru.gateway.gone-secrets")
record GoneSecretsProperties(
        @DefaultValue("30d") Duration keep,
        @DefaultValue("1h") Duration look) {}
