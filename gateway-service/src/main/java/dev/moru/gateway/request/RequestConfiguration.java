package dev.moru.gateway.request;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.moru.gateway.secret.InstallationKeys;
import java.security.SecureRandom;
import java.util.List;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
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

    /** No list of a request has a place for nothing. */
    @Bean
    static JsonMapperBuilderCustomizer listsWithoutGaps() {
        return mapper -> mapper.withConfigOverride(
                List.class, lists -> lists.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
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
