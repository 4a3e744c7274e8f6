package dev.moru.provisioning;

import dev.moru.provisioning.server.Participant;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The service's own settings.
 *
 * @param participants services that take part in turns and are in this installation; none: their steps are absent
 * @param installation stands in the mark of every virtual machine; two installations must not share one
 */
@ConfigurationProperties("moru")
public record ProvisioningProperties(
        UUID installation,
        @DefaultValue Provisioning provisioning,
        @DefaultValue Set<Participant> participants) {

    public ProvisioningProperties {
        if (installation == null) {
            throw new IllegalArgumentException(
                    "moru.installation is not set: it marks what belongs to this installation");
        }
    }

    /**
     * Its pace.
     *
     * @param look how often rows are looked at whose time may have come, which bounds how late a deadline is
     * @param reconcile how often a site is compared with what is known of it
     */
    public record Provisioning(
            @DefaultValue("500ms") Duration look,
            @DefaultValue("20s") Duration reconcile) {}
}
