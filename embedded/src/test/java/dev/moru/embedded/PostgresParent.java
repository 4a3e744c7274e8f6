package dev.moru.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts a server, prints the server's pid, and waits to be killed. */
final class PostgresParent {

    private PostgresParent() {}

    public static void main(String[] arguments) throws Exception {
        var postgres = EmbeddedPostgres.start(PostgresOptions.in(Path.of(arguments[0])));
        try (var connection = postgres.connect("postgres")) {
            connection.createStatement().execute("CREATE TABLE kept AS SELECT 42 AS answer");
        }
        System.out.println(postgres.pid());
        new CountDownLatch(1).await();
    }
}
