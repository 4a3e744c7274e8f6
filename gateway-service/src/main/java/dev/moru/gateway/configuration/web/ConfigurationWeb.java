package dev.moru.gateway.configuration.web;

import dev.moru.gateway.configuration.ResourcePatch;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ConfigurationWeb {

    @Bean
    static ResourcePatch resourcePatch(JsonMapper json) {
        return new ResourcePatch(json);
    }
}
