package dev.moru.gateway.configuration;

import dev.moru.contracts.site.ConfigurationRef;
import java.time.Instant;
import java.util.UUID;

/**
 * A configuration resource as it was accepted last.
 *
 * @param spec the record of its kind
 * @param deleting whether it is going away
 */
public record Resource(
        UUID id,
        ResourceName key,
        long revision,
        Object spec,
        ResourceStatus status,
        boolean deleting,
        Instant createdAt,
        Instant updatedAt) {

    /** The first accepted state. */
    public static Resource created(UUID id, ResourceName key, Object spec, Instant at) {
        return new Resource(id, key, 1, spec, ResourceStatus.UNKNOWN, false, at, at);
    }

    public Resource changed(Object wanted, Instant at) {
        return new Resource(id, key, revision + 1, wanted, status, false, createdAt, at);
    }

    public Resource goingAway(Instant at) {
        return new Resource(id, key, revision + 1, spec, status, true, createdAt, at);
    }

    public String name() {
        return key.name();
    }

    public <T> T spec(Class<T> type) {
        return type.cast(spec);
    }

    /** What a command says that needs it. */
    public ConfigurationRef ref() {
        return new ConfigurationRef(key.kind().contract().orElseThrow(), id, key.name(), revision);
    }
}
