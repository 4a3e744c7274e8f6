package dev.moru.secrets.vault;

import dev.moru.secrets.SecretStore;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.vault.config.VaultAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.vault.core.VaultTemplate;

/** OpenBao or Vault, where an installation has one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "moru.secrets.backend", havingValue = "vault")
@EnableConfigurationProperties(VaultStoreProperties.class)
@ImportAutoConfiguration(VaultAutoConfiguration.class)
public class VaultStoreConfiguration {

    @Bean
    SecretStore vaultStore(VaultTemplate vault, VaultStoreProperties properties) {
        return new VaultStore(vault.opsForVersionedKeyValue(properties.mount()), properties);
    }
}
