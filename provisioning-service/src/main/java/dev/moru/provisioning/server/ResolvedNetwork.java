package dev.moru.provisioning.server;

import dev.moru.contracts.site.NetworkSpec;
import org.jspecify.annotations.Nullable;

/**
 * A network card with the addresses that were drawn for it.
 *
 * @param ipv4 an address with its prefix length ({@code 10.10.0.14/24}), {@code dhcp}, or null for none
 * @param ipv6 the same
 */
public record ResolvedNetwork(
        String name,
        NetworkSpec network,
        @Nullable String ipv4,
        @Nullable String ipv6) {}
