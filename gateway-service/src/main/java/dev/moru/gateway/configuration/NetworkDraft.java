package dev.moru.gateway.configuration;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.gateway.problem.Complaints;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A network as somebody asks for it. */
public record NetworkDraft(
        @Nullable String name,
        @Nullable String bridge,
        @Nullable Integer vlanTag,
        @Nullable Integer mtu,
        @Nullable AddressPool ipv4,
        @Nullable AddressPool ipv6,
        @Nullable String jumpHost,
        @Nullable String description)
        implements ResourceDraft {

    private static final Pattern JUMP_HOST = Pattern.compile("[a-z_][a-z0-9_.-]*@[A-Za-z0-9.:_\\[\\]-]+");

    @Override
    public void check(Complaints complaints) {
        Text.matches(Text.ID, bridge, "/bridge", complaints);
        Text.range(vlanTag, 1, 4094, "/vlanTag", complaints);
        Text.range(mtu, 576, 65_520, "/mtu", complaints);
        new PoolCheck("/ipv4", 4, complaints).check(ipv4);
        new PoolCheck("/ipv6", 16, complaints).check(ipv6);
        if (jumpHost != null) {
            Text.matches(JUMP_HOST, jumpHost, "/jumpHost", complaints);
        }
        Text.description(description, complaints);
    }

    @Override
    public NetworkSpec spec(Links links) {
        return new NetworkSpec(
                Objects.requireNonNull(bridge), vlanTag, mtu, ipv4, ipv6, jumpHost, Text.orEmpty(description));
    }
}
