package dev.moru.config.play.ansible;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one run, which nobody else can read and which goes with the run. A lock says that its run is alive: what a
 * killed process has left is removed by the next one.
 */
final class RunFolder implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RunFolder.class);
    private static final String PREFIX = "run-";
    private static final String LOCK = "lock";
    private static final Set<PosixFilePermission> MINE_ALONE = PosixFilePermissions.fromString("rwx------");

    private final Path path;
    private final FileChannel lock;

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static RunFolder make(Path parent) throws IOException {
        claim(parent);
        // Short, because sockets lie in it, and their names may not be longer than 107 characters.
        var path = Files.createTempDirectory(parent, PREFIX);
        var lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        return new RunFolder(path, lock);
    }

    /** Makes the folder that runs have theirs in; one that somebody else can or could write to is refused. */
    private static void claim(Path parent) throws IOException {
        Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(MINE_ALONE));
        var found = Files.readAttributes(parent, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!found.isDirectory()
                || !found.permissions().equals(MINE_ALONE)
                || !found.owner().equals(ownUser())) {
            throw new IOException(
                    "moru.config.ansible.work: " + parent + " is not a folder of this user that nobody else can enter");
        }
    }

    /** Whom files of this process belong to; its name does not tell that for certain. */
    private static UserPrincipal ownUser() throws IOException {
        var probe = Files.createTempFile("moru-", ".owner");
        try {
            return Files.getOwner(probe);
        } finally {
            Files.delete(probe);
        }
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path write(String name, String content) throws IOException {
        var file = file(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    Path folder(String name) throws IOException {
        return Files.createDirectories(file(name));
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            remove(path);
        }
    }

    /** Removes the folders of runs whose process is gone. */
    static void sweep(Path parent) throws IOException {
        claim(parent);
        for (var path : folders(parent)) {
            if (isAbandoned(path)) {
                log.info("Removing {}, which a run that was killed has left", path);
                remove(path);
            }
        }
    }

    private static List<Path> folders(Path parent) throws IOException {
        try (var paths = Files.list(parent)) {
            return paths.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList();
        }
    }

    private static boolean isAbandoned(Path path) {
        try (var channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (java.nio.channels.OverlappingFileLockException e) {
            // A run of this very process.
            return false;
        } catch (IOException e) {
            // Between the folder and its lock there is a moment; one that stays so is removed by nobody, and holds
            // nothing.
            return false;
        }
    }

    /** What goes by itself meanwhile is gone: a connection that was told to end removes its own socket, some time later. */
    private static void remove(Path path) throws IOException {
        Files.walkFileTree(path, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                return failure instanceof NoSuchFileException
                        ? FileVisitResult.CONTINUE
                        : super.visitFileFailed(file, failure);
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
                Files.deleteIfExists(folder);
                return super.postVisitDirectory(folder, failure);
            }
        });
    }
}
