package dev.moru.embedded;

import java.nio.file.Path;

/**
 * Where an embedded Kafka lives.
 *
 * @param directory its own directory
 * @param port on loopback; 0 takes a free one
 */
public record KafkaOptions(Path directory, int port) {

    public KafkaOptions {
        directory = directory.toAbsolutePath().normalize();
    }

    public static KafkaOptions in(Path directory) {
        return new KafkaOptions(directory, 0);
    }

    public KafkaOptions withPort(int value) {
        return new KafkaOptions(directory, value);
    }
}
