package dev.moru.secrets;

import dev.moru.secrets.table.SealedTableConfiguration;
import dev.moru.secrets.vault.VaultStoreConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Gives a service its {@link SecretStore}: the sealed table, or OpenBao/Vault with {@code moru.secrets.backend=vault}. A
 * start without the key or the address that the chosen store needs fails; nothing falls back to plain text.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecretsProperties.class)
@Import({SealedTableConfiguration.class, VaultStoreConfiguration.class})
public class SecretsConfiguration {}
