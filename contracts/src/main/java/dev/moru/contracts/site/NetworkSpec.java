package dev.moru.contracts.site;

import org.jspecify.annotations.Nullable;

/**
 * A network that servers can be attached to.
 *
 * @param bridge a bridge or an SDN vnet
 * @param vlanTag 1 to 4094
 * @param jumpHost {@code user@host[:port]} over which guests are reached
 */
public record NetworkSpec(
        String bridge,
        @Nullable Integer vlanTag,
        @Nullable Integer mtu,
        @Nullable AddressPool ipv4,
        @Nullable AddressPool ipv6,
        @Nullable String jumpHost,
        String description) {

    public NetworkSpec {
        description = description == null ? "" : description;
    }
}
