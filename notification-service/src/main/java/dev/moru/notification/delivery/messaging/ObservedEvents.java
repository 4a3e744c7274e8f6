package dev.moru.notification.delivery.messaging;

import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Severity;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.notification.delivery.DeliveryIntake;
import dev.moru.notification.delivery.DeliveryIntake.Incoming;
import dev.moru.notification.route.NotableEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Events of the other services, as routes see them. One whose type is not known here is passed on like any other. */
@Component
class ObservedEvents implements MessageHandler {

    private static final Logger log = LoggerFactory.getLogger(ObservedEvents.class);

    private final DeliveryIntake intake;
    private final MessageCodec codec;

    ObservedEvents(DeliveryIntake intake, MessageCodec codec) {
        this.intake = intake;
        this.codec = codec;
    }

    @Override
    public void handle(List<InboundMessage> messages) {
        var notable = messages.stream().filter(ObservedEvents::isForOthers).toList();
        if (!notable.isEmpty()) {
            intake.take(notable.stream().map(this::incoming).toList());
        }
    }

    /** What services say among themselves may change with any release. */
    private static boolean isForOthers(InboundMessage message) {
        return !(message.body() instanceof Message known)
                || MessageCatalog.annotationOf(known.getClass()).isPublic();
    }

    private Incoming incoming(InboundMessage message) {
        return new Incoming(notable(message), () -> document(message));
    }

    private static NotableEvent notable(InboundMessage message) {
        var envelope = message.envelope();
        var context = envelope.context();
        return new NotableEvent(
                envelope.id(),
                envelope.type(),
                envelope.subject(),
                context.project(),
                context.site(),
                severity(envelope),
                tags(message.body()),
                context.operationId());
    }

    private static Severity severity(Envelope envelope) {
        var severity = envelope.context().severity();
        try {
            return severity == null ? Severity.INFO : Severity.valueOf(severity.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            // A level of a newer version: better told once too often.
            return Severity.CRITICAL;
        }
    }

    private static Set<String> tags(@Nullable Object body) {
        if (body instanceof ServerEvent event) {
            return Set.copyOf(event.server().spec().tags());
        }
        if (body instanceof BackupEvent event) {
            return Set.copyOf(event.backup().spec().tags());
        }
        if (body instanceof OperationEnded ended && ended.spec() != null) {
            return Set.copyOf(ended.spec().tags());
        }
        return Set.of();
    }

    private String document(InboundMessage message) {
        var data = codec.read(new String(message.bytes(), StandardCharsets.UTF_8), JsonNode.class);
        return codec.write(EventDocument.of(message.envelope(), data));
    }

    /** Nobody waits for it; the record is in the dead-letter topic. */
    @Override
    public void onDeadLetter(DeadLetter letter) {
        log.error("Event {} can't be passed on: {}", letter.position(), letter.reason());
    }
}
