package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.SpineRecord;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Both ways: nothing that was answered lacks a part, and no part stands alone. Poison was accepted by nobody. */
final class AcceptedTogether implements Invariant {

    private static final String GATEWAY = "/moru/gateway";
    private static final Pattern OPERATION = Pattern.compile("\"operationid\"\\s*:\\s*\"([0-9a-f-]{36})\"");

    @Override
    public String number() {
        return "I2";
    }

    @Override
    public String promise() {
        return "operation, key, command and audit row are committed together";
    }

    @Override
    public void judge(History history, Findings findings) {
        if (history.database().tables().isEmpty()) {
            return;
        }
        var operations = operations(history);
        operations.keySet().removeAll(history.poisoned());
        var audited = audited(history);
        var commanded = commanded(history);
        history.accepted().forEach((operation, exchange) -> expectRow(operations, operation, exchange, findings));
        operations.forEach((operation, row) -> {
            if (isAccepted(row)) {
                var child = row.path("parent").isString();
                findings.expect(child || audited.contains(operation), "operation %s has no audit row", operation);
                findings.expect(commanded.contains(operation), "operation %s has no command", operation);
            }
        });
        Stream.concat(audited.stream(), commanded.stream())
                .filter(operation -> !history.poisoned().contains(operation))
                .forEach(operation -> findings.expect(
                        operations.containsKey(operation),
                        "a command or an audit row speaks of operation %s, which is not there",
                        operation));
    }

    /** Others were begun from inside, by a policy. */
    private static boolean isAccepted(JsonNode row) {
        return row.path("accepted").asBoolean(true);
    }

    private static void expectRow(
            Map<UUID, JsonNode> operations, UUID operation, Exchange exchange, Findings findings) {
        var row = operations.get(operation);
        findings.expect(row != null, "accepted, but not there: %s, operation %s", exchange, operation);
        if (row != null && exchange.key() != null) {
            findings.expect(row.path("request_key").isString(), "operation %s lost its idempotency key", operation);
        }
    }

    private static Map<UUID, JsonNode> operations(History history) {
        return history.database()
                .rows("gateway.operation")
                .collect(Collectors.toMap(row -> UUID.fromString(row.path("id").asString()), Function.identity()));
    }

    private static Set<UUID> audited(History history) {
        return history.database()
                .rows("gateway.audit")
                .filter(row -> row.path("outcome").asString().equals("accepted"))
                .map(row -> row.path("operation"))
                .filter(JsonNode::isString)
                .map(operation -> UUID.fromString(operation.asString()))
                .collect(Collectors.toSet());
    }

    /** Sent, or still waiting to be sent. */
    private static Set<UUID> commanded(History history) {
        var commanded = history.records().stream()
                .filter(record -> record.isCommand() && record.source().equals(GATEWAY))
                .map(SpineRecord::operationId)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
        history.database()
                .rows("gateway.outbox")
                .map(row -> row.path("attributes").asString(""))
                .flatMap(attributes -> operationIn(attributes).stream())
                .forEach(commanded::add);
        return commanded;
    }

    private static Set<UUID> operationIn(String attributes) {
        var matcher = OPERATION.matcher(attributes);
        return matcher.find() ? Set.of(UUID.fromString(matcher.group(1))) : Set.of();
    }
}
