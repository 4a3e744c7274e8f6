package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * @param type {@code bridge}, {@code eth}, {@code bond}, {@code vlan}, {@code OVSBridge}, {@code vnet}, ...
 * @param mtu null for the default
 */
public record NetworkInterface(
        @JsonProperty("iface") String name,
        String type,
        boolean active,
        boolean autostart,
        @Nullable String cidr,
        @Nullable String gateway,
        @JsonProperty("bridge_ports") @Nullable String bridgePorts,
        @JsonProperty("bridge_vlan_aware") boolean vlanAware,
        @Nullable Integer mtu,
        @Nullable String comments) {}
