package dev.moru.systemtests.parts;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory below the data of a store, so that it can be filled; where nobody may mount, there is none. */
public final class SmallDisk implements AutoCloseable {

    /** More than a run of an hour writes, less than this machine would miss. */
    private static final String SIZE = "size=1500m,mode=755";

    private static final int BLOCK = 1 << 20;

    private final Path directory;
    private final boolean mounted;

    SmallDisk(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.mounted = run(List.of("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString()));
    }

    /** Whether it can be filled at all. */
    public boolean isSmall() {
        return mounted;
    }

    /** Takes all the room that is left. */
    public void fill() {
        var block = new byte[BLOCK];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException e) {
            // Now it is full.
            return;
        }
    }

    public void makeRoom() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    private static boolean run(List<String> command) {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What was stored is lost. */
    @Override
    public void close() {
        if (mounted) {
            run(List.of("umount", directory.toString()));
        }
    }
}
