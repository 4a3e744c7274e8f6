package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.site.proxmox.ProxmoxClients;
import dev.moru.provisioning.site.proxmox.ProxmoxProperties;
import dev.moru.proxmox.Ticker;
import java.security.SecureRandom;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The driver of guests on Proxmox VE. */
@Configuration(proxyBeanMethods = false)
class ProxmoxHypervisorConfiguration {

    @Bean
    static Hypervisor proxmoxHypervisor(ProxmoxClients clients, ProxmoxProperties properties) {
        return new ProxmoxHypervisor(clients, properties, Ticker.SYSTEM, new SecureRandom());
    }
}
