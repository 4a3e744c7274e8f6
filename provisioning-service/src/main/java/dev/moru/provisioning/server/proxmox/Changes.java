package dev.moru.provisioning.server.proxmox;

import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.QemuConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What of a guest's configuration differs from what is wanted: only that is written. */
final class Changes {

    private final QemuConfig present;
    private final List<String> obsolete = new ArrayList<>();
    private Parameters wanted = Parameters.none();

    Changes(QemuConfig present) {
        this.present = present;
    }

    Changes set(String key, Object value) {
        var text = value.toString();
        if (present.get(key).filter(text::equals).isEmpty()) {
            wanted = wanted.with(key, text);
        }
        return this;
    }

    Changes cores(int cores) {
        // The template's sockets would multiply the cores.
        return present.number("sockets").orElse(1) == 1
                ? set("cores", cores)
                : set("cores", cores).set("sockets", 1);
    }

    Changes memory(int memoryMiB) {
        if (present.memoryMiB().filter(now -> now == memoryMiB).isEmpty()) {
            wanted = wanted.with("memory", memoryMiB);
        }
        present.number("balloon")
                .filter(balloon -> balloon > memoryMiB)
                .ifPresent(balloon -> set("balloon", memoryMiB));
        return this;
    }

    Changes tags(Collection<String> tags) {
        var normal = Tags.normalised(tags);
        if (normal.equals(Tags.normalised(present.tags()))) {
            return this;
        }
        if (normal.isEmpty()) {
            return remove("tags");
        }
        wanted = wanted.with("tags", String.join(";", normal));
        return this;
    }

    Changes description(String description) {
        // Proxmox VE gives it back with a line end.
        if (!present.description().strip().equals(description.strip())) {
            wanted = wanted.with("description", description);
        }
        return this;
    }

    Changes sshKeys(List<String> keys) {
        if (keys.isEmpty()) {
            return remove("sshkeys");
        }
        var lines = keys.stream().map(String::strip).toList();
        var now = present.sshKeys().map(text -> text.lines().map(String::strip).toList());
        if (now.filter(lines::equals).isEmpty()) {
            wanted = wanted.withSshKeys(keys);
        }
        return this;
    }

    Changes agent() {
        return present.hasAgent() ? this : set("agent", "1");
    }

    Changes remove(String key) {
        if (present.get(key).isPresent()) {
            obsolete.add(key);
        }
        return this;
    }

    boolean areNone() {
        return wanted.isEmpty() && obsolete.isEmpty();
    }

    Parameters parameters() {
        return obsolete.isEmpty() ? wanted : wanted.deleting(obsolete.toArray(String[]::new));
    }
}
