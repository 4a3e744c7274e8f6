package dev.moru.notification.channel.webhook;

import dev.moru.durable.MessageCodec;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.Channel;
import dev.moru.secrets.SecretStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebhookConfiguration {

    @Bean
    static WebhookClient webhookClient(NotificationProperties properties) {
        var allowed =
                properties.allowedAddresses().stream().map(AddressBlock::parse).toList();
        return new WebhookClient(new AddressPolicy(allowed), properties.attemptTimeout());
    }

    @Bean
    static Channel webhookChannel(
            WebhookClient client,
            SecretStore secrets,
            NotificationProperties properties,
            MessageCodec codec,
            Clock clock) {
        return new WebhookChannel(client, new Signatures(secrets), properties.attemptTimeout(), codec, clock);
    }
}
