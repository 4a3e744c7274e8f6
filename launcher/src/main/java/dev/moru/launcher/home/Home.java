package dev.moru.launcher.home;

import dev.moru.launcher.StartFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code MORU_HOME}. At most one launcher uses it at a time; the operating system drops the lock of a killed one. */
public final class Home implements AutoCloseable {

    private static final int KEY_BYTES = 32;
    private static final String MANAGEMENT_KEY = "moru-management";

    private final Path directory;
    private final FileChannel lock;

    private Home(Path directory, FileChannel lock) {
        this.directory = directory;
        this.lock = lock;
    }

    /** @throws StartFailure when another launcher uses it, or it cannot be written to */
    public static Home open(Path directory) {
        var absolute = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(absolute);
            return new Home(absolute, lock(absolute));
        } catch (IOException e) {
            throw new StartFailure("Cannot use the data directory %s: %s".formatted(absolute, e), e);
        }
    }

    public Path directory() {
        return directory;
    }

    public Path postgres() {
        return directory.resolve("postgres");
    }

    public Path kafka() {
        return directory.resolve("kafka");
    }

    public Path lab() {
        return directory.resolve("lab");
    }

    public Path log() {
        return directory.resolve("log");
    }

    /** The master key of the secret store: 32 bytes in Base64. */
    public Path masterKey() {
        var file = directory.resolve("master.key");
        kept(file, Home::newKey);
        return file;
    }

    /** A secret that another program shows to one of the services: made at first, and kept. */
    public Path token(String name) {
        var file = directory.resolve(name);
        kept(file, () -> Secret.random(KEY_BYTES).value());
        return file;
    }

    /** The private key with which Moru logs in to servers, for OpenSSH. */
    public Path managementKey() {
        keptManagementKey();
        return directory.resolve("management-key");
    }

    private String keptManagementKey() {
        return kept(directory.resolve("management-key"), () -> SshKey.make(MANAGEMENT_KEY));
    }

    /** What a server's {@code authorized_keys} must hold for it; kept beside it for servers that Moru did not make. */
    public String managementKeyLine() {
        var key = keptManagementKey();
        return kept(directory.resolve("management-key.pub"), () -> SshKey.publicLine(key, MANAGEMENT_KEY));
    }

    public Path adminPassword() {
        return directory.resolve("admin-password");
    }

    public boolean hasAdminPassword() {
        return Files.exists(adminPassword());
    }

    /** Writes the first value and keeps it for ever after. */
    public Secret keptAdminPassword(Supplier<Secret> first) {
        return new Secret(kept(adminPassword(), () -> first.get().value()));
    }

    /** Names this installation in the marks that it leaves on other systems. */
    public UUID installation() {
        return UUID.fromString(kept(
                directory.resolve("installation-id"), () -> UUID.randomUUID().toString()));
    }

    /** Runs it unless it has run to its end before; it may have been cut short and must bear to be repeated. */
    public void once(String what, Runnable task) {
        var done = directory.resolve(what + ".done");
        if (!Files.exists(done)) {
            task.run();
            kept(done, () -> Instant.now().toString());
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StartFailure("Cannot release the data directory " + directory, e);
        }
    }

    private static String kept(Path file, Supplier<String> first) {
        try {
            if (!Files.exists(file)) {
                var unfinished = file.resolveSibling(file.getFileName() + ".new");
                Files.deleteIfExists(unfinished);
                Files.createFile(unfinished, onlyForItsOwner());
                Files.writeString(unfinished, first.get() + "\n", StandardOpenOption.SYNC);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new StartFailure("Cannot read or write %s: %s".formatted(file, e), e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> onlyForItsOwner() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    private static String newKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static FileChannel lock(Path directory) throws IOException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new StartFailure("Another launcher is running on %s".formatted(directory));
        }
        return channel;
    }
}
