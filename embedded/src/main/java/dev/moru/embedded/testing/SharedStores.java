package dev.moru.embedded.testing;

/**
 * The stores of this test JVM, started when first asked for and stopped with it.
 *
 * <p>They are the embedded ones, unless {@code moru.test.stores} or {@code MORU_TEST_STORES} says {@code containers}:
 * then Testcontainers runs them, which must be on the class path and find a Docker engine.
 */
public final class SharedStores {

    private SharedStores() {}

    public static TestPostgres postgres() {
        return Postgres.SHARED;
    }

    public static TestKafka kafka() {
        return Kafka.SHARED;
    }

    private static boolean inContainers() {
        var wanted = System.getProperty("moru.test.stores", System.getenv("MORU_TEST_STORES"));
        return "containers".equals(wanted);
    }

    private static final class Postgres {
        static final TestPostgres SHARED =
                inContainers() ? ContainerStores.startPostgres() : EmbeddedStores.startPostgres();
    }

    private static final class Kafka {

        static {
            // Each test has a database of its own beside topics that all share: what it has not sent is no sign of a
            // restore.
            System.setProperty("moru.durable.compare-with-topics", "false");
        }

        static final TestKafka SHARED = inContainers() ? ContainerStores.startKafka() : EmbeddedStores.startKafka();
    }
}
