package dev.moru.systemtests.bench;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.OperationEnded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** B4: from sending a command to an idle installation until a consumer has its terminal event. */
final class IdleLatency implements Bench.Benchmark {

    private static final int ROUNDS = 7;
    private static final int TIMES = 60;
    private static final byte[] ENDED =
            MessageCatalog.nameOf(OperationEnded.class).getBytes(java.nio.charset.StandardCharsets.UTF_8);

    @Override
    public List<Figure> measure(Subject subject) throws Exception {
        var floors = new Floors(subject);
        var all = new ArrayList<Double>();
        var ratios = new ArrayList<Double>();
        var hops = new ArrayList<Double>();
        var commits = new ArrayList<Double>();
        for (int round = 0; round < ROUNDS; round++) {
            subject.awaitIdle();
            var millis = latencies(subject);
            var hop = floors.hopMillis(TIMES).median();
            var commit = floors.commitMillis(TIMES).median();
            all.addAll(millis);
            ratios.add(Samples.of(millis).median() / (2 * hop + 3 * commit));
            hops.add(hop);
            commits.add(commit);
        }
        var latency = Samples.of(all);
        var ratio = Samples.of(ratios);
        return List.of(
                new Figure(
                        "B4 command → terminal event, idle, p50",
                        "≤ 1.8 × the floor",
                        "%.1f ms = %.2f ×".formatted(latency.median(), ratio.median()),
                        "2 hops of %.2f ms + 3 commits of %.2f ms"
                                .formatted(
                                        Samples.of(hops).median(),
                                        Samples.of(commits).median()),
                        ratio.spread(),
                        ratio.median() <= 1.8),
                new Figure(
                        "B4 command → terminal event, idle, p99",
                        "≤ 35 ms",
                        "%.1f ms".formatted(latency.quantile(0.99)),
                        "",
                        latency.spread(),
                        latency.quantile(0.99) <= 35));
    }

    private static List<Double> latencies(Subject subject) throws Exception {
        var millis = new ArrayList<Double>();
        try (var http = subject.commands().connect();
                var consumer = events(subject)) {
            for (int i = 0; i < TIMES; i++) {
                var begin = System.nanoTime();
                once(subject, http, consumer);
                millis.add((System.nanoTime() - begin) / 1e6);
            }
        }
        return millis;
    }

    private static void once(Subject subject, RawHttp http, KafkaConsumer<byte[], byte[]> consumer) throws Exception {
        var answer = subject.commands().one(http);
        if (!answer.isAccepted()) {
            throw new IllegalStateException("a reboot was answered with " + answer.status());
        }
        while (true) {
            for (var record : consumer.poll(Duration.ofSeconds(5))) {
                if (Arrays.equals(record.headers().lastHeader("ce_type").value(), ENDED)) {
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
