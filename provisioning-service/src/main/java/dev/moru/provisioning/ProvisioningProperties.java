package dev.moru.provisioning;

import dev.moru.contracts.turn.Participant;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
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
     * Its pace, and who is let in to servers.
     *
     * @param look how often rows are looked at whose time may have come, which bounds how late a deadline is
     * @param reconcile how often a site is compared with what is known of it
     * @param silence how long a site may not answer before its servers count as unreachable
     * @param managementKey the public half of the key with which Moru logs in to servers, as a line of {@code
     *     authorized_keys}; none: new servers let in their users alone
     */
    public record Provisioning(
            @DefaultValue("500ms") Duration look,
            @DefaultValue("20s") Duration reconcile,
            @DefaultValue("1m") Duration silence,
            @Nullable String managementKey) {

        private static final Pattern KEY = Pattern.compile("[a-z0-9@.-]+ [A-Za-z0-9+/=]+( [ -~]*)?");

        public Provisioning {
            if (managementKey != null && !KEY.matcher(managementKey).matches()) {
                throw new IllegalArgumentException(
                        "moru.provisioning.management-key is no OpenSSH public key in one line");
            }
        }
    }
}
