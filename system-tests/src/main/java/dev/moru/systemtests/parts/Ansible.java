package dev.moru.systemtests.parts;

import dev.moru.systemtests.history.PlayTick;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A program in the place of {@code ansible-playbook}, because the lab's machines have nothing to log in to. It takes its time,
 * writes down while it runs for which servers it does so, and says at the end what Ansible says when all went well.
 */
public final class Ansible {

    /**
     * The name of every server of a run begins with {@code s-}. One play in twelve takes longer than operations have, and one
     * in four long enough to be cancelled meanwhile.
     */
    private static final String PROGRAM = """
            #!/bin/bash
            ledger=$(dirname "$0")/plays.jsonl
            servers=$(grep -o 'HostKeyAlias=[0-9a-f-]*' inventory.json | cut -d= -f2 | sort -u)
            ticks=$((RANDOM % 12 == 0 ? 400 : RANDOM % 4 == 0 ? 20 + RANDOM % 40 : 1 + RANDOM % 10))
            # Nothing of an earlier play goes on anywhere.
            [[ "$*" != *settle ]] || ticks=1
            for ((tick = 0; tick < ticks; tick++)); do
              for server in $servers; do
                echo "{\\"at\\":$EPOCHREALTIME,\\"server\\":\\"$server\\"}"
              done >>"$ledger"
              sleep 0.2
            done
            counts='{"ok":1,"changed":1,"failures":0,"unreachable":0}'
            hosts=$(grep -o '"s-[0-9a-z]*\\(\\.[0-9a-f-]*\\)\\?":{' inventory.json | tr -d '{' | sed "s/\\$/$counts/" | paste -sd,)
            echo "{\\"_event\\":\\"v2_playbook_on_stats\\",\\"stats\\":{$hosts}}"
            """;

    private final Path directory;

    /** @param home where the program and its ledger are kept */
    Ansible(Path home) {
        this.directory = home.resolve("ansible");
        try {
            Files.createDirectories(directory);
            Files.writeString(program(), PROGRAM);
            Files.setPosixFilePermissions(program(), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path program() {
        return directory.resolve("ansible-playbook");
    }

    /** When it ran for whom. */
    public List<PlayTick> ledger() {
        var ledger = directory.resolve("plays.jsonl");
        return Files.exists(ledger) ? PlayTick.read(ledger) : List.of();
    }
}
