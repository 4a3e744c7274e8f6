package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent inside a guest. It is {@link ProxmoxException.Busy} as long as no agent answers, and {@link
 * ProxmoxException.Refused} when none is configured or the guest does not run.
 */
public final class GuestAgent {

    private final Api api;
    private final Route route;

    GuestAgent(Api api, Route route) {
        this.api = api;
        this.route = route;
    }

    /** Returns when the agent answered; takes up to three seconds to learn that none does. */
    public void ping() {
        api.ask(route.at("ping"), Parameters.none());
    }

    /** All links of the guest, loopback and container bridges included; before DHCP is through without addresses. */
    public List<Link> links() {
        return api.get(Links.class, route.at("network-get-interfaces")).result();
    }

    public OperatingSystem operatingSystem() {
        return api.get(OsInfo.class, route.at("get-osinfo")).result();
    }

    private record Links(List<Link> result) {}

    private record OsInfo(OperatingSystem result) {}

    /**
     * @param name as the guest calls it: {@code eth0}, or free text on Windows
     * @param hardwareAddress in the spelling of the guest
     */
    public record Link(
            String name,
            @JsonProperty("hardware-address") @Nullable String hardwareAddress,
            @JsonProperty("ip-addresses") @Nullable List<Address> addresses) {

        /** Empty where the guest has none, or not yet. */
        @Override
        public List<Address> addresses() {
            return addresses == null ? List.of() : List.copyOf(addresses);
        }
    }

    /** @param type {@code ipv4} or {@code ipv6} */
    public record Address(
            @JsonProperty("ip-address") String address,
            @JsonProperty("ip-address-type") String type,
            int prefix) {}

    /** @param id {@code debian}, {@code mswindows}, ... */
    public record OperatingSystem(
            @Nullable String id,
            @JsonProperty("pretty-name") @Nullable String prettyName,
            @JsonProperty("version-id") @Nullable String versionId,
            @JsonProperty("kernel-release") @Nullable String kernelRelease,
            @Nullable String machine) {}
}
