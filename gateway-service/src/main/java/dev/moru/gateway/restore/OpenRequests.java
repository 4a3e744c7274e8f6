package dev.moru.gateway.restore;

import dev.moru.contracts.Command;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.CancelState;
import dev.moru.contracts.operation.Operation;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** The commands of operations that have not ended, in the order in which they were accepted, and the cancels behind them. */
final class OpenRequests {

    private static final String OPEN = """
            select document::text as document, subject, request ->> 'type' as type, (request -> 'body')::text as body
            from operation where state in ('ACCEPTED', 'RUNNING') and request is not null
            order by created_at, parent nulls first, id
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;

    OpenRequests(JdbcTemplate jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    List<OutboundMessage> messages() {
        return jdbc.query(OPEN, (row, n) -> messages(row)).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<OutboundMessage> messages(ResultSet row) throws SQLException {
        var operation = codec.read(row.getString("document"), Operation.class);
        var subject = row.getString("subject");
        var context = MessageContext.NONE
                .withOperation(operation.id())
                .withActor(operation.actor())
                .withProject(operation.project())
                .withSite(operation.site());
        var messages = new ArrayList<OutboundMessage>();
        messages.add(to(
                subject,
                command(row.getString("type"), row.getString("body")),
                context.expiringAt(operation.deadlineAt())));
        if (operation.cancel() == CancelState.REQUESTED) {
            messages.add(to(subject, new CancelOperation(operation.id(), null), context));
        }
        return messages;
    }

    private Command command(String type, String body) {
        return (Command) codec.decode(type, body.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("no command " + type));
    }

    private static OutboundMessage to(String subject, Command command, MessageContext context) {
        return new OutboundMessage(Topics.PROVISIONING_COMMANDS, subject, command, context);
    }
}
