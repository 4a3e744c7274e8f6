package dev.moru.gateway.server;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A server as somebody asks for it; what is left out is filled in. Only name and image must be given.
 *
 * <p>{@code firewall} is reserved.
 *
 * @param kind {@code vm}; {@code container} is reserved
 * @param readiness {@code ssh}, {@code tcp:<port>}, {@code agent} or {@code running}
 * @param roles what it is to be configured as, in order
 * @param roleVariables by role, then by name; secrets as text, which is kept by the secret store and never shown
 */
public record ServerDraft(
        @Nullable String name,
        @Nullable String kind,
        @Nullable String site,
        @Nullable String image,
        @Nullable String preset,
        @Nullable Integer cores,
        @Nullable Integer memoryMiB,
        @Nullable List<DiskDraft> disks,
        @Nullable List<NetworkDraft> networks,
        @Nullable Placement placement,
        @Nullable LoginDraft login,
        @Nullable String readiness,
        @Nullable List<String> tags,
        @Nullable String description,
        @JsonProperty("protected") @Nullable Boolean deletionProtected,
        @Nullable OnFailure onFailure,
        @Nullable Duration deadline,
        @Nullable List<String> roles,
        @Nullable Map<String, Map<String, @Nullable Object>> roleVariables,
        @Nullable Object firewall,
        @Nullable String backupPolicy,
        @Nullable OnFailure onConfigureFailure) {

    public boolean asksForRoles() {
        return roles != null || roleVariables != null;
    }

    public ServerDraft with(@Nullable Map<String, Map<String, @Nullable Object>> otherVariables) {
        return new ServerDraft(
                name,
                kind,
                site,
                image,
                preset,
                cores,
                memoryMiB,
                disks,
                networks,
                placement,
                login,
                readiness,
                tags,
                description,
                deletionProtected,
                onFailure,
                deadline,
                roles,
                otherVariables,
                firewall,
                backupPolicy,
                onConfigureFailure);
    }

    /** Variables may be secrets. */
    @Override
    public String toString() {
        return "ServerDraft[" + name + "]";
    }

    /**
     * A disk that is wanted.
     *
     * @param name the first one without a name is {@code root}
     */
    public record DiskDraft(
            @Nullable String name,
            @Nullable Integer sizeGiB,
            @Nullable String storageClass) {}

    /**
     * A network card that is wanted.
     *
     * @param ipv4 {@code auto}, {@code dhcp}, {@code none} or a literal address
     * @param ipv6 the same
     */
    public record NetworkDraft(
            @Nullable String network,
            @Nullable String ipv4,
            @Nullable String ipv6) {}

    /** The account to be made. */
    public record LoginDraft(
            @Nullable String user, @Nullable List<String> sshKeys) {}
}
