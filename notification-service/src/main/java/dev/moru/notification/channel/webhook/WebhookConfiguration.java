package dev.moru.notification.channel.webhook;

import dev.moru.durable.MessageCodec;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.http.HttpPoster;
import dev.moru.secrets.SecretStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    static Channel webhookChannel(
            HttpPoster client,
            SecretStore secrets,
            NotificationProperties properties,
            MessageCodec codec,
            Clock clock) {
        return new WebhookChannel(client, new Signatures(secrets), properties.attemptTimeout(), codec, clock);
    }
}
