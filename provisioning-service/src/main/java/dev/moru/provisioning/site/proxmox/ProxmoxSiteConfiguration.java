package dev.moru.provisioning.site.proxmox;

import dev.moru.provisioning.site.SiteInspector;
import dev.moru.secrets.SecretStore;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The connections to Proxmox VE clusters, and what looks at them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProxmoxProperties.class)
class ProxmoxSiteConfiguration {

    @Bean
    static ProxmoxClients proxmoxClients(SecretStore secrets, ProxmoxProperties properties) {
        return new ProxmoxClients(secrets, properties);
    }

    @Bean
    static SiteInspector proxmoxSiteInspector(ProxmoxClients clients, Clock clock) {
        return new ProxmoxSiteInspector(clients, clock);
    }
}
