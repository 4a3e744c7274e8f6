package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A storage as one node sees it.
 *
 * @param storage its name; null where the storage was named in the request
 * @param type {@code dir}, {@code lvmthin}, {@code zfspool}, {@code rbd}, ...
 * @param content separated by commas
 * @param active whether it can be used right now
 */
public record StorageSummary(
        @Nullable String storage,
        String type,
        @Nullable String content,
        boolean active,
        boolean enabled,
        boolean shared,
        @JsonProperty("total") long totalBytes,
        @JsonProperty("used") long usedBytes,
        @JsonProperty("avail") long availableBytes) {

    /** {@code images}, {@code iso}, {@code backup}, ... */
    public Set<String> contents() {
        return content == null
                ? Set.of()
                : Arrays.stream(content.split(","))
                        .map(String::strip)
                        .filter(kind -> !kind.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }
}
