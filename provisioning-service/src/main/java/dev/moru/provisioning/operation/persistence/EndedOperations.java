package dev.moru.provisioning.operation.persistence;

import dev.moru.contracts.operation.OperationEnded;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.outbox.OutboundMessage;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** How operations have ended, in the running transaction. None of them begins again. */
public final class EndedOperations {

    private static final String NOTE = """
            insert into ended_operation (id, subject, event)
            select * from unnest(?::uuid[], ?::text[], ?::json[]) on conflict (id) do nothing
            """;
    /** Commands are kept for two weeks, and a dead letter is looked at within another two. */
    private static final String FORGET = "delete from ended_operation where ended_at < now() - interval '28 days'";

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;

    public EndedOperations(JdbcTemplate jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /** Keeps the ends among what is about to be sent. */
    public void note(List<OutboundMessage> sent) {
        var ends = sent.stream()
                .filter(message -> message.body() instanceof OperationEnded)
                .toList();
        if (!ends.isEmpty()) {
            jdbc.update(
                    NOTE,
                    ends.stream().map(end -> endIn(end).operation().id()).toArray(UUID[]::new),
                    ends.stream().map(OutboundMessage::subject).toArray(String[]::new),
                    ends.stream().map(end -> codec.write(end.body())).toArray(String[]::new));
        }
    }

    private static OperationEnded endIn(OutboundMessage message) {
        return (OperationEnded) message.body();
    }

    /** Of some operations, those that have ended. */
    public Map<UUID, End> among(Collection<UUID> operations) {
        var ends = new HashMap<UUID, End>();
        if (!operations.isEmpty()) {
            jdbc.query(
                    "select id, subject, event from ended_operation where id = any(?)",
                    row -> {
                        ends.put(
                                row.getObject(1, UUID.class),
                                new End(row.getString(2), codec.read(row.getString(3), OperationEnded.class)));
                    },
                    (Object) operations.toArray(UUID[]::new));
        }
        return ends;
    }

    /** Forgets those that nobody can ask for any more. */
    public void forgetOld() {
        jdbc.update(FORGET);
    }

    /**
     * An end as it was told.
     *
     * @param subject whom it was told about
     */
    public record End(String subject, OperationEnded event) {}
}
