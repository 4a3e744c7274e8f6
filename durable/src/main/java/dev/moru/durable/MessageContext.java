package dev.moru.durable;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a message: the CloudEvents extensions that are not its identity.
 *
 * @param operationId the operation that it belongs to
 * @param causationId the message that led to this one
 * @param actor who asked for it, for example {@code user:admin}
 * @param project absent: the installation
 * @param severity of an event: {@code info}, {@code warning}, {@code error} or {@code critical}
 * @param expiresAt of a command: when it must not be begun any more, by the clock of the database
 * @param answerTo of a command: what its answer has to name, for a receiver that can't read the body
 * @param traceparent W3C trace context
 */
public record MessageContext(
        @Nullable UUID operationId,
        @Nullable UUID causationId,
        @Nullable String actor,
        @Nullable String project,
        @Nullable String site,
        @Nullable String severity,
        @Nullable Instant expiresAt,
        @Nullable String answerTo,
        @Nullable String traceparent) {

    public static final MessageContext NONE = new MessageContext(null, null, null, null, null, null, null, null, null);

    public MessageContext withOperation(@Nullable UUID operation) {
        return new MessageContext(
                operation, causationId, actor, project, site, severity, expiresAt, answerTo, traceparent);
    }

    public MessageContext causedBy(@Nullable UUID cause) {
        return new MessageContext(operationId, cause, actor, project, site, severity, expiresAt, answerTo, traceparent);
    }

    public MessageContext withActor(@Nullable String who) {
        return new MessageContext(
                operationId, causationId, who, project, site, severity, expiresAt, answerTo, traceparent);
    }

    public MessageContext withProject(@Nullable String name) {
        return new MessageContext(
                operationId, causationId, actor, name, site, severity, expiresAt, answerTo, traceparent);
    }

    public MessageContext withSite(@Nullable String name) {
        return new MessageContext(
                operationId, causationId, actor, project, name, severity, expiresAt, answerTo, traceparent);
    }

    public MessageContext withSeverity(@Nullable String level) {
        return new MessageContext(
                operationId, causationId, actor, project, site, level, expiresAt, answerTo, traceparent);
    }

    public MessageContext expiringAt(@Nullable Instant time) {
        return new MessageContext(
                operationId, causationId, actor, project, site, severity, time, answerTo, traceparent);
    }

    public MessageContext answeredTo(@Nullable String named) {
        return new MessageContext(
                operationId, causationId, actor, project, site, severity, expiresAt, named, traceparent);
    }

    public MessageContext withTraceparent(@Nullable String trace) {
        return new MessageContext(operationId, causationId, actor, project, site, severity, expiresAt, answerTo, trace);
    }
}
