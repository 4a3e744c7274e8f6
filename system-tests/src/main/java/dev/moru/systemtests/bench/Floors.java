package dev.moru.systemtests.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the stores of the installation can do at best. */
final class Floors {

    private static final byte[] ROW = "x".repeat(500).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    private final Subject subject;

    Floors(Subject subject) {
        this.subject = subject;
    }

    /** Single-row inserts, each with its commit, in a second. */
    double commitsPerSecond(int connections, Duration time) throws Exception {
        return Parallel.perSecond(connections, time, i -> () -> new Inserter(subject.connect("floor")));
    }

    /** How long one such commit takes, milliseconds, on an idle connection. */
    Samples commitMillis(int times) throws SQLException {
        try (var inserter = new Inserter(subject.connect("floor"))) {
            var millis = new double[times];
            for (int i = 0; i < times; i++) {
                var begin = System.nanoTime();
                inserter.once();
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            return Samples.of(millis);
        }
    }

    /** How long a record takes from an acknowledged send ({@code acks=all}) to a waiting consumer, milliseconds. */
    Samples hopMillis(int times) throws Exception {
        var servers = Map.<String, Object>of(
                "bootstrap.servers", subject.installation().kafka(), "acks", "all", "linger.ms", 0);
        var topic = "floor-" + UUID.randomUUID();
        try (var admin = Admin.create(servers)) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
        try (var producer = new KafkaProducer<>(servers, new ByteArraySerializer(), new ByteArraySerializer());
                var consumer = new KafkaConsumer<>(servers, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seekToBeginning(consumer.assignment());
            var millis = new double[times];
            for (int i = 0; i < times; i++) {
                var begin = System.nanoTime();
                producer.send(new ProducerRecord<>(topic, ROW));
                producer.flush();
                while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {
                    Thread.onSpinWait();
                }
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            return Samples.of(millis);
        }
    }

    private static final class Inserter implements Parallel.Connection {

        private final Connection connection;
        private final PreparedStatement insert;

        Inserter(Connection connection) throws SQLException {
            this.connection = connection;
            this.insert = connection.prepareStatement("insert into row (body) values (?)");
            insert.setString(1, new String(ROW, java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public boolean once() throws SQLException {
            return insert.executeUpdate() == 1;
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
