package dev.moru.backup.policy.messaging;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.backup.policy.Policy;
import dev.moru.backup.policy.PolicyEvents;
import dev.moru.backup.policy.Protection;
import dev.moru.contracts.Message;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.BackupsPruned;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMet;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.contracts.site.Condition;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.turn.RequestTurn;
import dev.moru.contracts.turn.TurnAction;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

@Component
class PolicyMessages implements PolicyEvents {

    private static final ConfigurationKind KIND = ConfigurationKind.BACKUP_POLICY;

    private final Outbox outbox;

    PolicyMessages(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void applied(Policy policy, UUID command, List<Condition> conditions) {
        var event = new ConfigurationApplied(KIND, policy.id(), policy.name(), policy.revision(), conditions);
        var context = MessageContext.NONE
                .causedBy(command)
                .withProject(policy.spec().project())
                .withSeverity("info");
        send(Topics.BACKUP_EVENTS, policy.id(), event, context);
    }

    @Override
    public void removed(UUID policy, String name, long revision, UUID command) {
        var event = new ConfigurationRemoved(KIND, policy, name, revision);
        send(
                Topics.BACKUP_EVENTS,
                policy,
                event,
                MessageContext.NONE.causedBy(command).withSeverity("info"));
    }

    @Override
    public void requestBackup(Policy policy, Protection server) {
        var request = new RequestTurn(TurnAction.BACK_UP, UuidCreator.getTimeOrderedEpoch(), policy.id());
        var context = about(server)
                .withOperation(UuidCreator.getTimeOrderedEpoch())
                .withActor("policy:" + policy.name())
                .withSite(server.site());
        send(Topics.PROVISIONING_COMMANDS, server.server(), request, context);
    }

    @Override
    public void pruned(BackupsPruned pruned, Policy policy, Protection server) {
        send(
                Topics.BACKUP_EVENTS,
                server.server(),
                pruned,
                about(server).withActor("policy:" + policy.name()).withSeverity("info"));
    }

    @Override
    public void missed(RecoveryPoint point, Protection server) {
        send(
                Topics.BACKUP_EVENTS,
                server.server(),
                new RecoveryPointMissed(point),
                about(server).withSeverity("warning"));
    }

    @Override
    public void met(RecoveryPoint point, Protection server) {
        send(
                Topics.BACKUP_EVENTS,
                server.server(),
                new RecoveryPointMet(point),
                about(server).withSeverity("info"));
    }

    private static MessageContext about(Protection server) {
        return MessageContext.NONE
                .withActor("system:backup")
                .withProject(server.project())
                .withSite(server.site());
    }

    private void send(String topic, UUID subject, Message body, MessageContext context) {
        outbox.append(new OutboundMessage(topic, subject.toString(), body, context));
    }
}
