package dev.moru.provisioning.site.proxmox;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How patient the driver is.
 *
 * @param connectTimeout bound of a TCP connect with its TLS handshake
 * @param callTimeout bound of one call, where what is left of the right to act is not shorter
 * @param lockPatience how long a call that a lock stands against is repeated before the step is put off
 * @param leftoverAfter how long a half-made clone may stand without a task behind it before it counts as a leftover
 * @param shutdown how long a guest may take to shut down when it is asked to
 * @param haPatience how long the HA stack may take to do what its task has only requested
 * @param readiness how long a started guest may take until it is ready
 * @param trial how long a guest without an agent has to stay on when a backup is tried
 */
@Validated
@ConfigurationProperties("moru.proxmox")
public record ProxmoxProperties(
        @NotNull @DefaultValue("PT5S") Duration connectTimeout,
        @NotNull @DefaultValue("PT60S") Duration callTimeout,
        @NotNull @DefaultValue("PT30S") Duration lockPatience,
        @NotNull @DefaultValue("PT30S") Duration leftoverAfter,
        @NotNull @DefaultValue("PT2M") Duration shutdown,
        @NotNull @DefaultValue("PT1M") Duration haPatience,
        @NotNull @DefaultValue("PT10M") Duration readiness,
        @NotNull @DefaultValue("PT15S") Duration trial) {}
