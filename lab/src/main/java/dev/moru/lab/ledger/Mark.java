package dev.moru.lab.ledger;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Moru writes into the description of a VM that it owns: one line
 * {@code moru: installation=<uuid> server=<uuid> vm=<vmid> operation=<uuid>}.
 */
public record Mark(String installation, String server, String vm, String operation) {

    private static final Pattern LINE =
            Pattern.compile("(?m)^\\s*moru: installation=(\\S+) server=(\\S+) vm=(\\d+) operation=(\\S+)\\s*$");

    public static Optional<Mark> in(@Nullable String description) {
        if (description == null) {
            return Optional.empty();
        }
        var line = LINE.matcher(description);
        return line.find()
                ? Optional.of(new Mark(line.group(1), line.group(2), line.group(3), line.group(4)))
                : Optional.empty();
    }
}
