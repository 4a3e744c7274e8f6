package dev.moru.durable.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;

/** Takes the records of one poll out of the message that the binder makes of them. */
final class PolledBatch {

    private PolledBatch() {}

    /** Those that the consumer reads. */
    static List<ReceivedRecord> records(Message<List<byte[]>> batch, ReceivedRecord.Decoding decoding) {
        List<?> bodies = batch.getPayload();
        var topics = column(batch, KafkaHeaders.RECEIVED_TOPIC);
        var partitions = column(batch, KafkaHeaders.RECEIVED_PARTITION);
        var offsets = column(batch, KafkaHeaders.OFFSET);
        var keys = column(batch, KafkaHeaders.RECEIVED_KEY);
        var headers = column(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS);
        var records = new ArrayList<ReceivedRecord>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            var attributes = bytesOf(headers.get(i));
            if (decoding.passesOver(attributes)) {
                continue;
            }
            var position =
                    new RecordPosition((String) topics.get(i), (Integer) partitions.get(i), (Long) offsets.get(i));
            // A tombstone has no body; it is no message of ours, and its missing headers will say so.
            byte[] bytes = bodies.get(i) instanceof byte[] body ? body : new byte[0];
            records.add(ReceivedRecord.decode(position, text(keys.get(i)), attributes, bytes, decoding));
        }
        return records;
    }

    private static List<?> column(Message<?> batch, String name) {
        var column = batch.getHeaders().get(name);
        if (column instanceof List<?> list) {
            return list;
        }
        throw new IllegalStateException("the binding is not in batch mode: header " + name + " is " + column);
    }

    /** The key as text that can be stored; only a record of somebody else has one that is none. */
    static String text(@Nullable Object key) {
        var text = key instanceof byte[] bytes ? new String(bytes, UTF_8) : key == null ? "" : String.valueOf(key);
        return text.replace('\0', '\uFFFD');
    }

    private static Map<String, byte[]> bytesOf(@Nullable Object headers) {
        var bytes = new HashMap<String, byte[]>();
        if (headers instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof byte[] raw) {
                    bytes.put(String.valueOf(name), raw);
                } else if (value != null) {
                    bytes.put(String.valueOf(name), value.toString().getBytes(UTF_8));
                }
            });
        }
        return bytes;
    }
}
