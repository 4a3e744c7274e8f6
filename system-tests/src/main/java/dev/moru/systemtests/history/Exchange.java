package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One request of a client and what came back, from the client's own log.
 *
 * @param client who asked; each client does one thing at a time
 * @param key the {@code Idempotency-Key}; absent where a request needs none
 * @param body what was sent, as text, so that two bodies can be compared; empty for none
 * @param answeredAt when the answer, or the knowledge that there will be none, arrived
 * @param status 0 when no answer came
 */
public record Exchange(
        int client,
        String gateway,
        String method,
        String path,
        @Nullable String key,
        String body,
        Instant sentAt,
        Instant answeredAt,
        int status,
        @Nullable JsonNode answer) {

    private static final int ACCEPTED = 202;

    public boolean isAccepted() {
        return status == ACCEPTED;
    }

    public boolean isAnswered() {
        return status != 0;
    }

    public boolean isCancel() {
        return path.endsWith(":cancel");
    }

    /** A command that begins no operation: what comes of it is told by events. */
    public boolean isDirect() {
        return method.equals("DELETE") && path.contains("/backups/");
    }

    /** The operation that a 202 spoke of. */
    public Optional<UUID> operation() {
        return isAccepted()
                        && !isDirect()
                        && answer != null
                        && answer.path("id").isString()
                ? Optional.of(UUID.fromString(answer.path("id").asString()))
                : Optional.empty();
    }

    /** As far as it is needed to judge: of the answer only whom it speaks of. */
    public Exchange inShort() {
        var id = answer == null ? null : answer.get("id");
        return new Exchange(
                client,
                gateway,
                method,
                path,
                key,
                body,
                sentAt,
                answeredAt,
                status,
                id == null ? null : JsonNodeFactory.instance.objectNode().set("id", id));
    }

    @Override
    public String toString() {
        return "client %d: %s %s key=%s at %s -> %d at %s"
                .formatted(client, method, path, key, sentAt, status, answeredAt);
    }
}
