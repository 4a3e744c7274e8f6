package dev.moru.backup;

import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of this service.
 *
 * @param installation stands in the notes of every archive; two installations must not share one
 */
@ConfigurationProperties("moru")
public record BackupProperties(
        UUID installation, @DefaultValue Backup backup) {

    public BackupProperties {
        if (installation == null) {
            throw new IllegalArgumentException(
                    "moru.installation is not set: it marks what belongs to this installation");
        }
    }

    /**
     * Its pace.
     *
     * @param perNode how many backups go on at a time on one node; Proxmox VE itself takes one after the other there
     * @param callTimeout how long a call of a cluster may take
     * @param retry how long until a storage or a site that is away is tried again
     * @param look how often it is looked what storages have removed by themselves
     * @param grace how much later than its schedule says a backup may be there before it counts as missed
     */
    public record Backup(
            @DefaultValue("1") int perNode,
            @DefaultValue("10s") Duration callTimeout,
            @DefaultValue("15s") Duration retry,
            @DefaultValue("1h") Duration look,
            @DefaultValue("1h") Duration grace) {}
}
