package dev.moru.gateway.secret;

import dev.moru.secrets.SecretStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
class SecretConfiguration {

    @Bean
    static InstallationKeys installationKeys(JdbcClient jdbc, SecretStore secrets) {
        return new InstallationKeys(jdbc, secrets);
    }
}
