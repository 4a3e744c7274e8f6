package dev.moru.embedded.testing;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.KafkaOptions;
import dev.moru.embedded.PostgresOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** The embedded stores in temporary directories that go when this JVM ends. */
final class EmbeddedStores {

    private EmbeddedStores() {}

    static TestPostgres startPostgres() {
        var directory = temporaryDirectory("moru-postgres-");
        var postgres = EmbeddedPostgres.start(PostgresOptions.in(directory));
        atExit(() -> {
            postgres.stop(EmbeddedPostgres.Stop.IMMEDIATE);
            delete(directory);
        });
        return new TestPostgres(postgres.host(), postgres.port(), postgres.user(), postgres.password());
    }

    static TestKafka startKafka() {
        var directory = temporaryDirectory("moru-kafka-");
        var kafka = EmbeddedKafka.start(KafkaOptions.in(directory));
        atExit(() -> {
            kafka.close();
            delete(directory);
        });
        return new TestKafka(kafka.bootstrapServers());
    }

    private static Path temporaryDirectory(String prefix) {
        try {
            return Files.createTempDirectory(prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void atExit(Runnable end) {
        Runtime.getRuntime().addShutdownHook(new Thread(end, "stores-end"));
    }

    private static void delete(Path directory) {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("Left behind: " + directory + " (" + e.getMessage() + ")");
        }
    }
}
