package dev.moru.monitoring.watch.messaging;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.monitoring.watch.Answers;
import dev.moru.monitoring.watch.WatchTurn;
import java.util.Objects;
import org.springframework.stereotype.Component;

@Component
class AnswerMessages implements Answers {

    private final Outbox outbox;

    AnswerMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void tell(WatchTurn turn) {
        var context = MessageContext.NONE
                .causedBy(turn.command())
                .withOperation(turn.turn().operation())
                .withActor("system:monitoring")
                .withProject(turn.project())
                .withSite(turn.site())
                .withSeverity("info");
        var answer = Objects.requireNonNull(turn.answer());
        outbox.append(
                new OutboundMessage(Topics.MONITORING_EVENTS, turn.server().toString(), answer, context));
    }
}
