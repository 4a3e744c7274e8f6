package dev.moru.provisioning.server.proxmox;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Tags as Proxmox VE keeps them: lower-case, sorted, each once, with the characters that it knows. */
final class Tags {

    private Tags() {}

    static List<String> normalised(Collection<String> tags) {
        return tags.stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_+.-]", "-"))
                .map(tag -> tag.replaceAll("^[^a-z0-9_]+", ""))
                .filter(tag -> !tag.isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
