package dev.moru.proxmox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param name null for a node that is not in a cluster
 * @param quorate whether writes are possible; a node alone always is
 */
public record ClusterStatus(@Nullable String name, boolean quorate, List<Member> members) {

    /** @param local whether this is the node that answered */
    public record Member(String name, @Nullable String address, boolean online, boolean local) {}

    /** The API's list mixes one entry for the cluster with one per node. */
    record Entry(
            String type,
            String name,
            @JsonProperty("ip") @Nullable String address,
            boolean quorate,
            boolean online,
            boolean local) {}

    static ClusterStatus of(List<Entry> entries) {
        var cluster =
                entries.stream().filter(entry -> "cluster".equals(entry.type())).findFirst();
        var members = entries.stream()
                .filter(entry -> "node".equals(entry.type()))
                .map(node -> new Member(node.name(), node.address(), node.online(), node.local()))
                .toList();
        return new ClusterStatus(
                cluster.map(Entry::name).orElse(null),
                cluster.map(Entry::quorate).orElse(true),
                members);
    }
}
