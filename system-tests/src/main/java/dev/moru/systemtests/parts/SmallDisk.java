package dev.moru.systemtests.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system in memory below the data of a store, so that it can be filled; where nobody may mount, there is none. */
public final class SmallDisk implements AutoCloseable {

    /** More than a run of an hour writes. It takes only the memory that is written to. */
    private static final String SIZE = "size=6g";

    /** Left over at most: what is written between a look and the cut is in its way. */
    private static final long LARGEST_REST = 4 << 20;

    private static final long LEAST_REST = 64 << 10;

    private final Path directory;
    private final boolean mounted;

    SmallDisk(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.mounted = run(List.of("mount", "-t", "tmpfs", "-o", "mode=755," + SIZE, "tmpfs", directory.toString()));
    }

    /** Whether it can be filled at all. */
    public boolean isSmall() {
        return mounted;
    }

    /** Takes away nearly all the room that is left; the next writes take the rest. */
    public void fill() {
        for (long rest = LEAST_REST; rest <= LARGEST_REST; rest *= 2) {
            if (resize("size=" + (used() + rest))) {
                return;
            }
        }
        throw new IllegalStateException(directory + " can't be made smaller");
    }

    public void makeRoom() {
        resize(SIZE);
    }

    private boolean resize(String size) {
        return run(List.of("mount", "-o", "remount," + size, directory.toString()));
    }

    /** In bytes; somebody writes meanwhile. */
    private long used() {
        try {
            var store = Files.getFileStore(directory);
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
