package dev.moru.systemtests.bench;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.systemtests.installation.Installation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** B4: from sending a command to an idle installation until a consumer has its terminal event. */
final class IdleLatency implements Bench.Benchmark {

    private static final int WARM_UP = 100;
    private static final int TIMES = 300;
    private static final byte[] ENDED =
            MessageCatalog.nameOf(OperationEnded.class).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        subject.awaitIdle();
        var floors = new Floors(subject);
        var millis = latencies(subject);
        var hop = floors.hopMillis(TIMES).median();
        var commit = floors.commitMillis(TIMES).median();
        var floor = 2 * hop + 3 * commit;
        return List.of(
                new Figure(
                        "B4 command → terminal event, idle, p50",
                        "≤ 1.8 × the floor",
                        "%.1f ms = %.2f ×".formatted(millis.median(), millis.median() / floor),
                        "2 hops of %.2f ms + 3 commits of %.2f ms = %.1f ms".formatted(hop, commit, floor),
                        millis.median() <= 1.8 * floor),
                new Figure(
                        "B4 the same, p99",
                        "≤ 35 ms",
                        "%.1f ms".formatted(millis.quantile(0.99)),
                        TIMES + " commands, one at a time",
                        millis.quantile(0.99) <= 35));
    }

    private static Samples latencies(Subject subject) throws Exception {
        try (var http = new RawHttp(subject.installation().gateway(), Installation.token());
                var consumer = events(subject)) {
            for (int i = 0; i < WARM_UP; i++) {
                once(subject, http, consumer, i);
            }
            var millis = new double[TIMES];
            for (int i = 0; i < TIMES; i++) {
                var begin = System.nanoTime();
                once(subject, http, consumer, i);
                millis[i] = (System.nanoTime() - begin) / 1e6;
            }
            return Samples.of(millis);
        }
    }

    private static void once(Subject subject, RawHttp http, KafkaConsumer<byte[], byte[]> consumer, int n)
            throws Exception {
        var status = http.post(subject.rebootPath(n));
        if (status != 202) {
            throw new IllegalStateException("a reboot was answered with " + status);
        }
        while (true) {
            for (var record : consumer.poll(Duration.ofSeconds(5))) {
                if (java.util.Arrays.equals(
                        record.headers().lastHeader("ce_type").value(), ENDED)) {
                    return;
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> events(Subject subject) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", subject.installation().kafka()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.PROVISIONING_EVENTS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return consumer;
    }
}
