package dev.moru.secrets.vault;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where in OpenBao or Vault the secrets are; its address and the sign-in are {@code spring.cloud.vault.*}.
 *
 * @param mount of a key-value engine, version 2
 * @param folder what every name is put under
 * @param patience how long a call waits for a store that is sealed or away
 */
@ConfigurationProperties("moru.secrets.vault")
record VaultStoreProperties(
        @DefaultValue("secret") String mount,
        @DefaultValue("moru") String folder,
        @DefaultValue("PT30S") Duration patience) {}
