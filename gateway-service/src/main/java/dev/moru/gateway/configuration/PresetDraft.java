package dev.moru.gateway.configuration;

import dev.moru.contracts.site.PresetSpec;
import dev.moru.gateway.problem.Complaints;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A preset as somebody asks for it. */
public record PresetDraft(
        @Nullable String name,
        @Nullable Integer cores,
        @Nullable Integer memoryMiB,
        @Nullable Integer rootDiskGiB,
        @Nullable String description)
        implements ResourceDraft {

    @Override
    public void check(Complaints complaints) {
        complaints.require(cores != null, "/cores", "how many");
        complaints.require(memoryMiB != null, "/memoryMiB", "how much");
        Text.range(cores, 1, 1024, "/cores", complaints);
        Text.range(memoryMiB, 64, 16 * 1024 * 1024, "/memoryMiB", complaints);
        Text.range(rootDiskGiB, 1, 128 * 1024, "/rootDiskGiB", complaints);
        Text.description(description, complaints);
    }

    @Override
    public PresetSpec spec(Links links) {
        return new PresetSpec(
                Objects.requireNonNull(cores),
                Objects.requireNonNull(memoryMiB),
                Objects.requireNonNullElse(rootDiskGiB, 1),
                Text.orEmpty(description));
    }
}
