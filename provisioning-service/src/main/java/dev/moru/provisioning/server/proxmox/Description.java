package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.site.Mark;
import java.util.stream.Collectors;

/** A guest's description: what people wrote, then the mark. */
final class Description {

    private static final String MARK = "moru: installation=";

    private Description() {}

    /** @param text of people; lines in it that look like a mark are left out, because a mark is an authority */
    static String of(String text, Mark mark) {
        var people = withoutMark(text);
        return people.isEmpty() ? mark.line() : people + "\n\n" + mark.line();
    }

    static String withoutMark(String description) {
        return description
                .lines()
                .filter(line -> !line.strip().startsWith(MARK))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
