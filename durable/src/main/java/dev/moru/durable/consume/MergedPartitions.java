package dev.moru.durable.consume;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Whole topics as one sequence: each partition in its order, and among partitions whatever was sent first. The same topics
 * always give the same sequence.
 */
final class MergedPartitions implements AutoCloseable {

    private static final int READ_AHEAD = 200;
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);
    private static final Comparator<TopicPartition> BY_NAME =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Consumer<byte[], byte[]> consumer;
    private final ReceivedRecord.Decoding decoding;
    private final Map<TopicPartition, Deque<ReceivedRecord>> ahead = new TreeMap<>(BY_NAME);
    private Map<TopicPartition, Long> ends = Map.of();

    MergedPartitions(Consumer<byte[], byte[]> consumer, List<String> topics, ReceivedRecord.Decoding decoding) {
        this.consumer = consumer;
        this.decoding = decoding;
        for (var topic : topics) {
            for (var partition : consumer.partitionsFor(topic)) {
                ahead.put(new TopicPartition(topic, partition.partition()), new ArrayDeque<>());
            }
        }
        consumer.assign(ahead.keySet());
        consumer.seekToBeginning(ahead.keySet());
    }

    /** The topics whose oldest records are gone. It is asked before anything is read, and fixes where reading begins. */
    Set<String> trimmed() {
        return ahead.keySet().stream()
                .filter(partition -> consumer.position(partition) > 0)
                .map(TopicPartition::topic)
                .collect(Collectors.toSet());
    }

    /** The next records; fewer than asked for when the present end of every partition is reached. */
    List<ReceivedRecord> next(int atMost) {
        ends = consumer.endOffsets(ahead.keySet());
        var records = new ArrayList<ReceivedRecord>(atMost);
        while (records.size() < atMost) {
            fill();
            var next = earliest();
            if (next == null) {
                break;
            }
            records.add(next);
        }
        return records;
    }

    /** Goes back to a record: the next ones of its partition will be this one and those that follow it. */
    void returnTo(RecordPosition position) {
        var partition = new TopicPartition(position.topic(), position.partition());
        ahead.getOrDefault(partition, new ArrayDeque<>()).clear();
        consumer.seek(partition, position.offset());
    }

    /** Which partition comes next is known only when each has shown its next record, or is at its end. */
    private void fill() {
        var giveUp = System.nanoTime() + LONGEST_SILENCE.toNanos();
        while (ahead.keySet().stream().anyMatch(this::isAwaited)) {
            pauseThoseFarAhead();
            var polled = consumer.poll(POLL);
            polled.forEach(this::keep);
            if (!polled.isEmpty()) {
                giveUp = System.nanoTime() + LONGEST_SILENCE.toNanos();
            } else if (System.nanoTime() - giveUp > 0) {
                throw new IllegalStateException("Kafka gives no records of " + ahead.keySet());
            }
        }
    }

    private boolean isAwaited(TopicPartition partition) {
        var records = ahead.get(partition);
        return records != null && records.isEmpty() && consumer.position(partition) < ends.getOrDefault(partition, 0L);
    }

    private void pauseThoseFarAhead() {
        ahead.forEach((partition, records) -> {
            if (records.size() >= READ_AHEAD) {
                consumer.pause(List.of(partition));
            } else {
                consumer.resume(List.of(partition));
            }
        });
    }

    private void keep(ConsumerRecord<byte[], byte[]> raw) {
        var records = ahead.get(new TopicPartition(raw.topic(), raw.partition()));
        if (records != null) {
            records.add(decode(raw));
        }
    }

    private ReceivedRecord decode(ConsumerRecord<byte[], byte[]> raw) {
        var headers = new HashMap<String, byte[]>();
        for (Header header : raw.headers()) {
            headers.put(header.key(), header.value());
        }
        var position = new RecordPosition(raw.topic(), raw.partition(), raw.offset());
        var body = raw.value() == null ? new byte[0] : raw.value();
        return ReceivedRecord.decode(position, PolledBatch.text(raw.key()), headers, body, decoding);
    }

    private @Nullable ReceivedRecord earliest() {
        Deque<ReceivedRecord> chosen = null;
        for (var records : ahead.values()) {
            if (!records.isEmpty()
                    && (chosen == null
                            || records.getFirst()
                                    .time()
                                    .isBefore(chosen.getFirst().time()))) {
                chosen = records;
            }
        }
        return chosen == null ? null : chosen.poll();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
