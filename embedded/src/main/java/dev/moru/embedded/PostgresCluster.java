package dev.moru.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A data directory with its superuser's password, made at first use. */
final class PostgresCluster {

    static final String SUPERUSER = "moru_admin";

    /** Given on the command line, where they win over any file of the cluster. */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("password_encryption", "scram-sha-256"),
            Map.entry("listen_addresses", LoopbackPort.HOST),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "100"),
            Map.entry("shared_buffers", "64MB"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("max_worker_processes", "4"),
            Map.entry("max_parallel_workers_per_gather", "0"),
            Map.entry("autovacuum_max_workers", "2"),
            Map.entry("jit", "off"),
            Map.entry("timezone", "UTC"),
            Map.entry("log_timezone", "UTC"),
            Map.entry("log_line_prefix", "%m [%p] %u@%d "));

    private final PostgresBinaries binaries;
    private final Privileges privileges;
    private final Path data;
    private final String password;

    private PostgresCluster(PostgresBinaries binaries, Privileges privileges, Path data, String password) {
        this.binaries = binaries;
        this.privileges = privileges;
        this.data = data;
        this.password = password;
    }

    static PostgresCluster openOrCreate(PostgresBinaries binaries, Path directory) throws IOException {
        var data = directory.resolve("data");
        var password = password(directory.resolve("superuser-password"));
        if (Files.isDirectory(data)) {
            var privileges = Privileges.thatCan(binaries.program("postgres"), data);
            return new PostgresCluster(binaries, privileges, data, password);
        }
        var unfinished = directory.resolve("data.new");
        Directories.delete(unfinished);
        Files.createDirectory(unfinished);
        var privileges = Privileges.thatCan(binaries.program("initdb"), unfinished);
        var cluster = new PostgresCluster(binaries, privileges, data, password);
        cluster.initialize(unfinished);
        // The rename comes last, so that a cluster under its final name is never half made.
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
        return cluster;
    }

    Path data() {
        return data;
    }

    String password() {
        return password;
    }

    Command server(int port) {
        var line = new ArrayList<String>(ParentDeath.prefix());
        line.add(binaries.program("postgres").toString());
        line.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port)));
        SETTINGS.forEach((name, value) -> line.addAll(List.of("-c", name + "=" + value)));
        return privileges.command(line);
    }

    private void initialize(Path directory) throws IOException {
        var passwordFile = directory.resolveSibling("initdb-password");
        writeSecret(passwordFile, password);
        try {
            privileges.own(passwordFile);
            var made = privileges
                    .command(List.of(
                            binaries.program("initdb").toString(),
                            "--pgdata=" + directory,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--data-checksums",
                            "--no-instructions"))
                    .run();
            if (!made.succeeded()) {
                throw new StoreFailure("initdb failed in %s: %s".formatted(directory, made.output()));
            }
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            var bytes = new byte[32];
            new SecureRandom().nextBytes(bytes);
            var temporary = file.resolveSibling(file.getFileName() + ".new");
            writeSecret(temporary, HexFormat.of().formatHex(bytes));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }

    private static void writeSecret(Path file, String secret) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, secret);
    }
}
