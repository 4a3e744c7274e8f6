package dev.moru.contracts.operation;

import dev.moru.contracts.Event;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;
import java.util.UUID;

/** Lines added to an operation's log; the record key is the operation id. */
@MessageType(value = "dev.moru.operation.log-appended.v1", topics = Topics.OPERATION_LOG)
public record LogAppended(UUID operation, List<LogLine> lines) implements Event {

    public LogAppended {
        lines = List.copyOf(lines);
    }
}
