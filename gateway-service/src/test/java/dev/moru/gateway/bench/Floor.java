package dev.moru.gateway.bench;

import dev.moru.embedded.testing.SharedStores;
import dev.moru.gateway.RunningGateway;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the stores alone cost, in the same run and on the same machine. */
final class Floor {

    private static final String TOPIC = "floor";

    private final RunningGateway gateway;

    Floor(RunningGateway gateway) {
        this.gateway = gateway;
    }

    /** From an acks=all send until a consumer has it. */
    Figures kafkaHop(int count) throws Exception {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", SharedStores.kafka().bootstrapServers(), "acks", "all");
        try (var admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
        var nanos = new long[count];
        try (var producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
                var consumer = new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", SharedStores.kafka().bootstrapServers()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            consumer.seekToBeginning(consumer.assignment());
            for (int i = -50; i < count; i++) {
                long begun = System.nanoTime();
                producer.send(new ProducerRecord<>(TOPIC, new byte[1_000]));
                while (consumer.poll(Duration.ofSeconds(1)).isEmpty()) {}
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - begun;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        return new Figures(nanos);
    }

    /** A single-row insert and its commit. */
    Figures commit(int count) {
        gateway.jdbc()
                .sql("create table if not exists floor (id bigserial primary key, data text)")
                .update();
        var nanos = new long[count];
        for (int i = -50; i < count; i++) {
            long begun = System.nanoTime();
            gateway.jdbc().sql("insert into floor (data) values ('x')").update();
            if (i >= 0) {
                nanos[i] = System.nanoTime() - begun;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return new Figures(nanos);
    }
}
