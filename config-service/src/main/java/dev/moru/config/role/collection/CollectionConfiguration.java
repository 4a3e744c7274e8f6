package dev.moru.config.role.collection;

import dev.moru.config.role.RoleCatalogue;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CollectionConfiguration {

    @Bean
    static RoleCatalogue roleCatalogue() throws IOException {
        return ArgumentSpecs.read();
    }
}
