package dev.moru.contracts.site;

/** A named size. */
public record PresetSpec(int cores, int memoryMiB, int rootDiskGiB, String description) {

    public PresetSpec {
        description = description == null ? "" : description;
    }
}
