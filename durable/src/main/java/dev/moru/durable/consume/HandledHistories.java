package dev.moru.durable.consume;

import dev.moru.durable.MessageCodec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.jdbc.core.JdbcTemplate;

/** Opens the topics of a service to be read again from their beginning, beside its consumers and without a group. */
public final class HandledHistories {

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final Map<String, Object> settings;

    /** @param kafka the settings of the service's consumers */
    public HandledHistories(JdbcTemplate jdbc, MessageCodec codec, Map<String, Object> kafka) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        // Read on a thread that may wait, but not for longer than a transaction may be idle.
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        // What retention removes under the reader must not be passed over: it fails, and can be run again.
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /**
     * Topics of events from their beginning.
     *
     * @param marks an empty table like {@code mark}, for this reader alone
     */
    public HandledHistory ofEvents(List<String> topics, String marks) {
        var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        var decoding = ReceivedRecord.Decoding.ofAll(codec, UnknownTypes.HAND_OVER);
        return new HandledHistory(jdbc, new MergedPartitions(consumer, topics, decoding), topics, marks);
    }
}
