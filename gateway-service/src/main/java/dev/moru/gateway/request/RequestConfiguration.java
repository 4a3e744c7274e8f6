package dev.moru.gateway.request;

import dev.moru.gateway.secret.InstallationKeys;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class RequestConfiguration {

    private static final int KEY_BYTES = 32;

    @Bean
    static Incoming incoming(InstallationKeys keys, JsonMapper json) {
        return new Incoming(new RequestKeys(keys.get("request-hash", RequestConfiguration::newKey)), json);
    }

    @Bean
    static WebFluxConfigurer callArguments() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer resolvers) {
                resolvers.addCustomResolver(new CallResolver());
            }
        };
    }

    private static byte[] newKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }
}
