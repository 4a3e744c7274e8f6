package dev.moru.config.turn.messaging;

import dev.moru.config.play.PlayLine;
import dev.moru.config.turn.Answers;
import dev.moru.config.turn.Origin;
import dev.moru.config.turn.Turn;
import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.TurnProgressed;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Answers, progress and log lines as events. */
@Component
class AnswerMessages implements Answers {

    // Lines are at most 4 KiB each; a message holds 512 KiB.
    private static final int LINES_IN_A_MESSAGE = 50;

    private final Outbox outbox;

    AnswerMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(UUID server, Origin origin, TurnAnswered answer) {
        var severity = answer.outcome() == TurnOutcome.FAILED ? "error" : "info";
        send(
                Topics.CONFIG_EVENTS,
                server,
                answer,
                context(origin, answer.turn().operation()).withSeverity(severity));
    }

    @Override
    public void progress(Turn turn, String message) {
        var progressed = new TurnProgressed(turn.command().turn(), 0, message, null, List.of());
        send(
                Topics.CONFIG_EVENTS,
                turn.server(),
                progressed,
                context(turn.origin(), turn.operation()).withSeverity("info"));
    }

    @Override
    public void log(Turn turn, long from, List<PlayLine> lines) {
        var context = context(turn.origin(), turn.operation());
        for (int i = 0; i < lines.size(); i += LINES_IN_A_MESSAGE) {
            var part = lines.subList(i, Math.min(i + LINES_IN_A_MESSAGE, lines.size()));
            var appended = new LogAppended(turn.operation(), numbered(turn, from + i, part));
            send(Topics.OPERATION_LOG, turn.operation(), appended, context);
        }
    }

    private static List<LogLine> numbered(Turn turn, long from, List<PlayLine> lines) {
        var numbered = new ArrayList<LogLine>();
        long n = from;
        for (var line : lines) {
            numbered.add(new LogLine(n++, line.at(), turn.command().turn().step(), line.stream(), line.text()));
        }
        return numbered;
    }

    private static MessageContext context(Origin origin, UUID operation) {
        return MessageContext.NONE
                .causedBy(origin.command())
                .withOperation(operation)
                .withActor(origin.actor())
                .withProject(origin.project())
                .withSite(origin.site())
                .withTraceparent(origin.traceparent());
    }

    private void send(String topic, UUID subject, Event event, MessageContext context) {
        outbox.append(new OutboundMessage(topic, subject.toString(), event, context));
    }
}
