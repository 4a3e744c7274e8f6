package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.CancelOperation;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.site.ConfigurationApplied;
import dev.moru.durable.MessageContext;
import dev.moru.service.testing.Spine;
import dev.moru.service.testing.Spine.Heard;
import dev.moru.service.testing.Spine.Strange;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The gateway, as provisioning-service meets it: commands in, and everything that comes of them. */
public final class Gateway {

    /** How long an answer may take on a machine that others work on too. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String SOURCE = "/moru/gateway";

    private final Spine spine;

    Gateway(String bootstrapServers) {
        spine = new Spine(bootstrapServers, Topics.PROVISIONING_EVENTS, Topics.OPERATION_LOG);
    }

    public static UUID id() {
        return Spine.id();
    }

    /** Sends a command that starts an operation. */
    public UUID command(UUID subject, Message command) {
        return command(subject, command, Duration.ofMinutes(5));
    }

    public UUID command(UUID subject, Message command, Duration deadline) {
        var operation = id();
        command(operation, subject, command, deadline);
        return operation;
    }

    public void command(UUID operation, UUID subject, Message command, Duration deadline) {
        send(
                subject,
                command,
                MessageContext.NONE
                        .withOperation(operation)
                        .withActor("user:admin")
                        .withProject("default")
                        .withSite(Commands.SITE)
                        .expiringAt(Instant.now().plus(deadline)));
    }

    public void cancel(UUID subject, UUID operation) {
        send(subject, new CancelOperation(operation, null), MessageContext.NONE.withActor("user:admin"));
    }

    public void send(UUID subject, Message body, MessageContext context) {
        spine.send(Topics.PROVISIONING_COMMANDS, SOURCE, subject, body, context);
    }

    /** A record whose body is not what its type says. */
    public void sendBroken(String type, UUID subject, UUID operation) {
        spine.sendStrange(
                Topics.PROVISIONING_COMMANDS,
                SOURCE,
                subject,
                new Strange(type, "{\"spec\":42"),
                MessageContext.NONE.withOperation(operation));
    }

    /** Sends every record once more, as a replay of the whole topic would. */
    public void replayAll() {
        spine.replay();
    }

    /** Everything that has come so far. */
    public List<Heard> received() {
        return spine.heard();
    }

    public <T extends Event> List<T> events(Class<T> type) {
        return spine.heard(type).toList();
    }

    /** The terminal event of an operation, when it has come. */
    public OperationEnded endOf(UUID operation) {
        await().atMost(PATIENCE).until(() -> !endsOf(operation).isEmpty());
        assertThat(endsOf(operation)).hasSize(1);
        return endsOf(operation).get(0);
    }

    public List<OperationEnded> endsOf(UUID operation) {
        return events(OperationEnded.class).stream()
                .filter(ended -> ended.operation().id().equals(operation))
                .toList();
    }

    /** Waits until an operation that is under way was reported in a certain way. */
    public Operation progressOf(UUID operation, Predicate<Operation> as) {
        await().atMost(PATIENCE).until(() -> progress(operation).anyMatch(as));
        return progress(operation).filter(as).findFirst().orElseThrow();
    }

    private Stream<Operation> progress(UUID operation) {
        return events(OperationProgressed.class).stream()
                .map(OperationProgressed::operation)
                .filter(report -> report.id().equals(operation));
    }

    public List<LogAppended> logOf(UUID operation) {
        return events(LogAppended.class).stream()
                .filter(log -> log.operation().equals(operation))
                .toList();
    }

    public void awaitApplied(UUID resource, long revision) {
        await().atMost(PATIENCE)
                .until(() -> events(ConfigurationApplied.class).stream()
                        .anyMatch(applied -> applied.id().equals(resource) && applied.observedRevision() >= revision));
    }
}
