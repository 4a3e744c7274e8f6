package dev.moru.backup.turn.messaging;

import dev.moru.backup.turn.Answers;
import dev.moru.backup.turn.BackupTurn;
import dev.moru.backup.turn.LoggedLine;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class AnswerMessages implements Answers {

    private final Outbox outbox;

    AnswerMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(BackupTurn turn) {
        var answer = Objects.requireNonNull(turn.answer());
        var severity = answer.outcome() == TurnOutcome.FAILED ? "error" : "info";
        send(Topics.BACKUP_EVENTS, turn.server(), answer, context(turn).withSeverity(severity));
    }

    @Override
    public void progress(BackupTurn turn, double fraction, String message, @Nullable String waitingFor) {
        var progressed = new TurnProgressed(turn.turn(), fraction, message, waitingFor, List.of());
        send(Topics.BACKUP_EVENTS, turn.server(), progressed, context(turn).withSeverity("info"));
    }

    @Override
    public void log(BackupTurn turn, List<LoggedLine> lines) {
        var numbered = new ArrayList<LogLine>();
        long n = turn.nextLine();
        for (var line : lines) {
            numbered.add(new LogLine(n++, line.at(), turn.turn().step(), "out", line.text()));
        }
        var operation = turn.turn().operation();
        send(Topics.OPERATION_LOG, operation, new LogAppended(operation, numbered), context(turn));
    }

    private static MessageContext context(BackupTurn turn) {
        var origin = turn.origin();
        return MessageContext.NONE
                .causedBy(origin.command())
                .withOperation(turn.turn().operation())
                .withActor(origin.actor())
                .withProject(origin.project())
                .withSite(origin.site())
                .withTraceparent(origin.traceparent());
    }

    private void send(String topic, UUID subject, Object body, MessageContext context) {
        outbox.append(new OutboundMessage(topic, subject.toString(), body, context));
    }
}
