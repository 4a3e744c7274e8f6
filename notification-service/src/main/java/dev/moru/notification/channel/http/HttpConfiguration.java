package dev.moru.notification.channel.http;

import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.address.AddressPolicy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    static AddressPolicy addressPolicy(NotificationProperties properties) {
        return AddressPolicy.allowing(properties.allowedAddresses());
    }

    @Bean
    static HttpPoster httpPoster(AddressPolicy policy, NotificationProperties properties) {
        return new HttpPoster(policy, properties.attemptTimeout());
    }
}
