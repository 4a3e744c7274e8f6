package dev.moru.embedded;

import java.nio.file.Path;

/**
 * Where an embedded PostgreSQL lives.
 *
 * @param directory its own directory: the cluster, the superuser's password and the server's log
 * @param port on loopback; 0 takes a free one
 * @param cache where the binaries are unpacked once for all installations of this user
 */
public record PostgresOptions(Path directory, int port, Path cache) {

    public PostgresOptions {
        directory = directory.toAbsolutePath().normalize();
        cache = cache.toAbsolutePath().normalize();
    }

    public static PostgresOptions in(Path directory) {
        return new PostgresOptions(directory, 0, PostgresBinaries.defaultCache());
    }

    public PostgresOptions withPort(int value) {
        return new PostgresOptions(directory, value, cache);
    }
}
