package dev.moru.gateway.secret;

import dev.moru.secrets.SecretStore;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GoneSecretsProperties.class)
class SecretConfiguration {

    @Bean
    static InstallationKeys installationKeys(JdbcClient jdbc, SecretStore secrets) {
        return new InstallationKeys(jdbc, secrets);
    }

    @Bean
    static GoneSecrets goneSecrets(JdbcClient jdbc, SecretStore secrets, GoneSecretsProperties properties) {
        return new GoneSecrets(jdbc, secrets, properties);
    }
}
