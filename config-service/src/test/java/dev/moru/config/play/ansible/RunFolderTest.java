package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path work;

    @Test
    void isForNobodyElseAndGoesWithTheRun() throws IOException {
        Path path;
        try (var folder = RunFolder.make(work.resolve("runs"))) {
            path = folder.path();
            folder.write("a/b", "text");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rwx------");
        }

        assertThat(path).doesNotExist();
    }

    @Test
    void removesWhatAKilledProcessHasLeftAndNothingElse() throws IOException {
        var left = Files.createDirectory(work.resolve("run-left"));
        Files.createFile(left.resolve("lock"));
        Files.writeString(left.resolve("inventory.json"), "secrets");
        var foreign = Files.createDirectory(work.resolve("foreign"));

        try (var alive = RunFolder.make(work)) {
            RunFolder.sweep(work);

            assertThat(left).doesNotExist();
            assertThat(alive.path()).exists();
            assertThat(foreign).exists();
        }
    }
}
