package dev.moru.notification.channel.email;

import dev.moru.durable.MessageCodec;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.notice.Notices;
import dev.moru.secrets.SecretStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EmailConfiguration {

    @Bean
    static Channel emailChannel(
            NotificationProperties properties,
            AddressPolicy policy,
            SecretStore secrets,
            Notices notices,
            MessageCodec codec) {
        return new EmailChannel(
                new SmtpClient(properties.attemptTimeout()),
                new MailServers(properties.smtp(), policy, secrets),
                notices,
                codec);
    }
}
