package dev.moru.config.play.ansible;

import dev.moru.config.play.Playbooks;
import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AnsibleProperties.class)
class AnsibleConfiguration {

    @Bean
    static Playbooks playbooks(AnsibleProperties properties, Clock clock) throws IOException {
        return new AnsiblePlaybooks(properties, JsonMapper.shared(), clock);
    }
}
