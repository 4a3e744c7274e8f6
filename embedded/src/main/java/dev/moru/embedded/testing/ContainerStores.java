package dev.moru.embedded.testing;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** The stores in containers, which Testcontainers removes when this JVM ends. */
final class ContainerStores {

    private static final DockerImageName POSTGRES = DockerImageName.parse("postgres:17.6");
    private static final DockerImageName KAFKA = DockerImageName.parse("apache/kafka:4.2.1");

    private ContainerStores() {}

    static TestPostgres startPostgres() {
        var container = new PostgreSQLContainer(POSTGRES);
        container.start();
        return new TestPostgres(
                container.getHost(),
                container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                container.getUsername(),
                container.getPassword());
    }

    static TestKafka startKafka() {
        var container = new KafkaContainer(KAFKA).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new TestKafka(container.getBootstrapServers());
    }
}
