package dev.moru.contracts.site;

import java.util.List;

/**
 * What a server can be cloned from.
 *
 * @param osFamily {@code linux}, {@code windows} or {@code other}
 * @param agent whether the guest agent is inside
 * @param connection {@code ssh} or {@code none}
 * @param readiness the default readiness of servers from it
 */
public record ImageSpec(
        List<ImageSource> sources,
        String osFamily,
        boolean cloudInit,
        boolean agent,
        String loginUser,
        String connection,
        String readiness,
        int minDiskGiB,
        String description) {

    public ImageSpec {
        sources = List.copyOf(sources);
        description = description == null ? "" : description;
    }
}
