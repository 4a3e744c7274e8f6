package dev.moru.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    private static final TopicPartition TOPIC = new TopicPartition("events", 0);

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;

    @AfterEach
    void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    @Test
    void keepsRecordsAndPortOverARestart() throws Exception {
        start();
        createTopic();
        send("before");

        kafka.restart();
        send("after");

        assertThat(records()).containsExactly("before", "after");
    }

    @Test
    void keepsRecordsWhenItIsStartedAnew() throws Exception {
        start();
        createTopic();
        send("kept");
        kafka.close();

        start();

        assertThat(records()).containsExactly("kept");
    }

    @Test
    void survivesAsAProcessWhenTheBrokerGivesUp() {
        start();
        var reasons = new ArrayList<String>();
        kafka.onUnexpectedEnd(reasons::add);

        Exit.halt(1, "the last log directory failed");

        assertThat(reasons).containsExactly("Kafka gave up with status 1: the last log directory failed");
        assertThat(kafka.usableSpace()).isPositive();
    }

    @Test
    void saysInOneLineThatThePortIsInUse() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var options = KafkaOptions.in(directory).withPort(taken.getLocalPort());

            assertThatThrownBy(() -> EmbeddedKafka.start(options))
                    .isInstanceOf(StoreFailure.class)
                    .hasMessage("Port %d on 127.0.0.1 is in use, so Kafka cannot start", taken.getLocalPort());
        }
    }

    private void start() {
        var begin = System.nanoTime();
        kafka = EmbeddedKafka.start(KafkaOptions.in(directory));
        System.out.printf("Kafka started in %d ms%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
    }

    private void createTopic() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC.topic(), 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private void send(String value) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC.topic(), value)).get(30, TimeUnit.SECONDS);
        }
    }

    private List<String> records() {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(TOPIC));
            consumer.seekToBeginning(List.of(TOPIC));
            long end = consumer.endOffsets(List.of(TOPIC)).get(TOPIC);
            var values = new ArrayList<String>();
            while (consumer.position(TOPIC) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(each -> values.add(each.value()));
            }
            return values;
        }
    }
}
