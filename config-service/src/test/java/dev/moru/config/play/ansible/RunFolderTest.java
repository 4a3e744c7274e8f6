package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

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
    void goesAlsoWhenWhatLiesInItGoesByItself() throws Exception {
        var others = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 50; round++) {
                var folder = RunFolder.make(work.resolve("runs"));
                var sockets = sockets(folder.folder("cp"));
                var going = others.submit(() -> {
                    for (var socket : sockets) {
                        Files.deleteIfExists(socket);
                    }
                    return sockets;
                });

                folder.close();

                going.get();
                assertThat(folder.path()).doesNotExist();
            }
        } finally {
            others.shutdownNow();
        }
    }

    private static List<Path> sockets(Path folder) throws IOException {
        var sockets = new ArrayList<Path>();
        for (int each = 0; each < 100; each++) {
            sockets.add(Files.createFile(folder.resolve("socket-" + each)));
        }
        return sockets;
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

    @Test
    void refusesAParentThatOthersCanEnter() throws IOException {
        var open = Files.createDirectory(work.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertRefused(open);
    }

    @Test
    void refusesALinkToAParent() throws IOException {
        var runs = Files.createDirectory(work.resolve("runs"), PRIVATE);

        assertRefused(Files.createSymbolicLink(work.resolve("link"), runs));
    }

    @Test
    void refusesAParentOfSomebodyElse() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can give a folder away");
        var foreign = Files.createDirectory(work.resolve("foreign"), PRIVATE);
        Files.setAttribute(foreign, "unix:uid", 65_534);

        assertRefused(foreign);
    }

    private static void assertRefused(Path parent) throws IOException {
        assertThatIOException().isThrownBy(() -> RunFolder.sweep(parent)).withMessageContaining(parent + " is not");
        assertThatIOException().isThrownBy(() -> RunFolder.make(parent)).withMessageContaining(parent + " is not");
        assertThat(parent).isEmptyDirectory();
    }
}
