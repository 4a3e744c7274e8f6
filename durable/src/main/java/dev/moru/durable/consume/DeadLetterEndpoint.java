package dev.moru.durable.consume;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.RawHeaders;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/** Shows an operator what was put aside, hands one of it to its handler again, or leaves it unhandled for good. */
@Endpoint(id = "deadletters")
public final class DeadLetterEndpoint {

    private static final int CONFLICT = 409;

    private final SequencedConsumers consumers;
    private final MessageCodec codec;

    public DeadLetterEndpoint(SequencedConsumers consumers, MessageCodec codec) {
        this.consumers = consumers;
        this.codec = codec;
    }

    @ReadOperation
    public List<Entry> list() {
        return consumers.deadLetters().stream().map(this::entry).toList();
    }

    /** 404 when none such waits. */
    @ReadOperation
    public WebEndpointResponse<Entry> show(@Selector UUID id) {
        return answer(id, letter -> entry(letter).with(new String(consumers.bodyOf(letter), UTF_8)));
    }

    /** 404 when none such waits; 409 with the reason when it still can't be handled. */
    @WriteOperation
    public WebEndpointResponse<Entry> replay(@Selector UUID id) {
        return answer(id, letter -> {
            consumers.replay(letter);
            return entry(letter);
        });
    }

    /** 404 when none such waits. */
    @DeleteOperation
    public WebEndpointResponse<Entry> discard(@Selector UUID id) {
        return answer(id, letter -> {
            consumers.discard(letter);
            return entry(letter);
        });
    }

    private WebEndpointResponse<Entry> answer(UUID id, Function<StoredDeadLetter, Entry> action) {
        var letter = consumers.deadLetter(id);
        if (letter.isEmpty()) {
            return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
        }
        try {
            return new WebEndpointResponse<>(action.apply(letter.get()));
        } catch (RuntimeException e) {
            return new WebEndpointResponse<>(Entry.refused(String.valueOf(e.getMessage())), CONFLICT);
        }
    }

    private Entry entry(StoredDeadLetter letter) {
        var headers = new TreeMap<String, String>();
        codec.read(letter.headers(), RawHeaders.class)
                .toKafka()
                .forEach(header -> headers.put(header.key(), new String(header.value(), UTF_8)));
        return new Entry(
                letter.id(),
                letter.topic(),
                letter.partition(),
                letter.offset(),
                letter.key(),
                letter.reason(),
                letter.deadAt(),
                headers,
                null);
    }

    /**
     * A dead letter.
     *
     * @param reason why it was put aside; in a refusal, why it can't be handled now
     * @param body as text; null in lists
     */
    public record Entry(
            @Nullable UUID id,
            @Nullable String topic,
            int partition,
            long offset,
            @Nullable String key,
            String reason,
            @Nullable Instant deadAt,
            Map<String, String> headers,
            @Nullable String body) {

        static Entry refused(String reason) {
            return new Entry(null, null, 0, 0, null, reason, null, Map.of(), null);
        }

        Entry with(String text) {
            return new Entry(id, topic, partition, offset, key, reason, deadAt, headers, text);
        }
    }
}
