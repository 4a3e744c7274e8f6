package dev.moru.gateway.testing;

import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Severity;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.Acknowledgement;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertState;
import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.contracts.operation.ChildCounts;
import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.OperationTarget;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerObserved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.server.ServerStatus;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.RecordPosition;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events as the owners of servers would report them. */
public final class Happenings {

    public static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SOURCE = "/moru/provisioning";

    private final MessageCodec codec = GatewayDatabase.codec();
    private final Map<String, Long> sequences = new HashMap<>();
    private long offset;
    private int epoch = 1;
    private Instant time = TIME;

    /** As after a restore: streams are counted anew. */
    public void beginEpoch(int next) {
        epoch = next;
        sequences.clear();
    }

    /** As when the sender's clock is put right, or another replica of it goes on. */
    public void turnClock(Duration by) {
        time = time.plus(by);
    }

    /** The next message of a stream. */
    public InboundMessage event(String topic, String subject, Event body, MessageContext context) {
        var type = MessageCatalog.nameOf(body.getClass().asSubclass(Message.class));
        return message(topic, subject, type, body, codec.write(body).getBytes(StandardCharsets.UTF_8), context);
    }

    public InboundMessage ofUnknownType(String subject, String data) {
        return message(
                Topics.PROVISIONING_EVENTS,
                subject,
                "dev.moru.moon.landed.v1",
                null,
                data.getBytes(StandardCharsets.UTF_8),
                MessageContext.NONE);
    }

    private InboundMessage message(
            String topic, String subject, String type, @Nullable Object body, byte[] bytes, MessageContext context) {
        var sequence = sequences.merge(topic + subject, 1L, Long::sum);
        var envelope = new Envelope(UUID.randomUUID(), SOURCE, type, subject, time, epoch, sequence, context);
        return new InboundMessage(new RecordPosition(topic, 0, offset++), envelope, body, bytes);
    }

    public InboundMessage progressed(Operation operation) {
        return aboutOperation(operation, new OperationProgressed(operation));
    }

    public InboundMessage ended(Operation operation, @Nullable ServerSpec spec, boolean kept) {
        return aboutOperation(operation, new OperationEnded(operation, spec, kept));
    }

    public InboundMessage cleaned(Operation operation) {
        return aboutOperation(operation, new OperationCleaned(operation));
    }

    public InboundMessage log(UUID operation, long from, String... texts) {
        var lines = new java.util.ArrayList<LogLine>();
        for (var text : texts) {
            lines.add(new LogLine(from + lines.size(), TIME, "clone", "out", text));
        }
        return event(
                Topics.OPERATION_LOG,
                operation.toString(),
                new LogAppended(operation, lines),
                MessageContext.NONE.withOperation(operation).withProject("default"));
    }

    private InboundMessage aboutOperation(Operation operation, Event body) {
        return event(
                Topics.PROVISIONING_EVENTS,
                operation.target().id().toString(),
                body,
                MessageContext.NONE
                        .withOperation(operation.id())
                        .withProject(operation.project())
                        .withActor(operation.actor()));
    }

    public InboundMessage observed(ServerSnapshot server) {
        return event(
                Topics.PROVISIONING_EVENTS,
                server.id().toString(),
                new ServerObserved(server),
                MessageContext.NONE.withProject(server.project()).withSite("lab"));
    }

    public static Operation operation(UUID id, String kind, UUID server, OperationState state) {
        return operation(id, kind, server, state, null, List.of());
    }

    public static Operation operation(
            UUID id, String kind, UUID server, OperationState state, @Nullable CleanupState cleanup, List<Step> steps) {
        return new Operation(
                id,
                kind,
                "default",
                "lab",
                new OperationTarget("server", server, "web-01"),
                "user:admin",
                state,
                state.isTerminal() ? 1 : 0.5,
                TIME,
                TIME,
                TIME,
                state.isTerminal() ? TIME : null,
                TIME.plus(Duration.ofMinutes(30)),
                steps,
                null,
                null,
                List.of(),
                true,
                null,
                null,
                cleanup,
                null,
                null,
                ChildCounts.NONE);
    }

    public static ServerSpec spec(String name, int cores) {
        return new ServerSpec(
                name,
                "vm",
                "lab",
                "debian-12",
                null,
                cores,
                2048,
                List.of(new DiskSpec("root", 20, "default")),
                List.of(new NetworkAttachment("default", "auto", "none")),
                Placement.ANYWHERE,
                new Login("moru", List.of()),
                "running",
                List.of("shop"),
                "",
                false,
                OnFailure.ROLLBACK,
                Duration.ofMinutes(30),
                List.of(),
                Map.of(),
                null,
                OnFailure.KEEP);
    }

    public static ServerSnapshot server(UUID id, String name, ServerPhase phase) {
        var status = new ServerStatus(
                phase, "running", "lab", "lab1", 2001, List.of(), "running", null, List.of(), TIME, List.of());
        return new ServerSnapshot(
                id, name, "default", "vm", "created", "proxmox", spec(name, 2), status, true, 1, TIME, TIME, null);
    }

    public static Delivery delivery(UUID id, String channel, DeliveryState state) {
        return new Delivery(
                id,
                id,
                channel,
                id,
                "all",
                "default",
                id,
                "dev.moru.server.provisioned.v1",
                state,
                1,
                null,
                null,
                null,
                TIME,
                TIME,
                1,
                null);
    }

    public static Alert alert(
            UUID id, @Nullable String project, AlertState state, @Nullable Acknowledgement acknowledgement) {
        return new Alert(
                id,
                "HighDiskUsage",
                state,
                Severity.CRITICAL,
                project,
                null,
                null,
                "6d3a0f5c2f7f1e51",
                Map.of("alertname", "HighDiskUsage"),
                "The disk is nearly full",
                "",
                null,
                TIME,
                state == AlertState.RESOLVED ? TIME : null,
                acknowledgement,
                null);
    }

    public static Delivery delivery(UUID id, DeliveryState state) {
        return delivery(id, "channel", state);
    }
}
