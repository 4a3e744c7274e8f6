package dev.moru.secrets;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Which store is used. It is bound so that a word that names none ends the start. */
@ConfigurationProperties("moru.secrets")
record SecretsProperties(@DefaultValue("sealed") Backend backend) {

    enum Backend {
        SEALED,
        VAULT
    }
}
