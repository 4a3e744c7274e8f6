package dev.moru.gateway.configuration;

import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.gateway.problem.Complaints;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A storage class as somebody asks for it.
 *
 * @param storages the storage on each node; {@code *} stands for every node that is not named
 */
public record StorageClassDraft(
        @Nullable String name,
        @Nullable Map<String, String> storages,
        @Nullable Boolean shared,
        @Nullable Boolean snapshots,
        @Nullable String description)
        implements ResourceDraft {

    @Override
    public void check(Complaints complaints) {
        complaints.require(!Text.orEmpty(storages).isEmpty(), "/storages", "the storage of at least one node, or of *");
        Text.orEmpty(storages).forEach((node, storage) -> {
            complaints.require(
                    node.equals("*") || Text.ID.matcher(node).matches(), "/storages/" + node, "a node's name, or *");
            Text.matches(Text.ID, storage, "/storages/" + node, complaints);
        });
        Text.description(description, complaints);
    }

    @Override
    public StorageClassSpec spec(Links links) {
        return new StorageClassSpec(
                Text.orEmpty(storages),
                Boolean.TRUE.equals(shared),
                Boolean.TRUE.equals(snapshots),
                Text.orEmpty(description));
    }
}
