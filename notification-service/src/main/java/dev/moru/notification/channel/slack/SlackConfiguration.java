package dev.moru.notification.channel.slack;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.Channel;
import dev.moru.notification.channel.http.HttpPoster;
import dev.moru.notification.notice.Notices;
import dev.moru.secrets.SecretStore;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class SlackConfiguration {

    /** Slack refuses fields that are null. */
    static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(usual -> usual.withValueInclusion(Include.NON_NULL))
            .build();

    @Bean
    static Channel slackChannel(
            HttpPoster poster, SecretStore secrets, Notices notices, NotificationProperties properties, Clock clock) {
        return new SlackChannel(poster, secrets, notices, JSON, properties.attemptTimeout(), clock);
    }
}
