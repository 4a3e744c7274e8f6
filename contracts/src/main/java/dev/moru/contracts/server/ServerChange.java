package dev.moru.contracts.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of a server; what is absent stays as it is.
 *
 * @param disks disks to grow (by name) or to add; a disk never shrinks and never goes
 */
public record ServerChange(
        @Nullable Integer cores,
        @Nullable Integer memoryMiB,
        @Nullable List<DiskSpec> disks,
        @Nullable List<String> tags,
        @Nullable String description,
        @JsonProperty("protected") @Nullable Boolean deletionProtected) {

    public ServerChange {
        disks = disks == null ? null : List.copyOf(disks);
        tags = tags == null ? null : List.copyOf(tags);
    }
}
