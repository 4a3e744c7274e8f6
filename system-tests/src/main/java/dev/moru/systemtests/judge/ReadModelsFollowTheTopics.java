package dev.moru.systemtests.judge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.contracts.Topics;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.SpineRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The journal holds every event of the topics once and unchanged, each stream in its order; and what the read models show
 * is what the journal says last.
 */
final class ReadModelsFollowTheTopics implements Invariant {

    /** What was published right before the tables were read need not have arrived. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(15);

    private static final Set<String> JOURNALED = Set.of(
            Topics.PROVISIONING_EVENTS,
            Topics.CONFIG_EVENTS,
            Topics.BACKUP_EVENTS,
            Topics.MONITORING_EVENTS,
            Topics.NOTIFICATION_EVENTS,
            Topics.OPERATION_LOG);
    private static final String OPERATION_EVENT = "dev.moru.operation.";
    private static final String SERVER_EVENT = "dev.moru.server.";
    private static final Set<String> TERMINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT");

    @Override
    public String number() {
        return "I13";
    }

    @Override
    public String promise() {
        return "the journal is the topics, the read models are the fold of the journal";
    }

    @Override
    public void judge(History history, Findings findings) {
        var journal = history.database()
                .rows("gateway.journal")
                .sorted(Comparator.comparingLong(row -> row.path("position").asLong()))
                .toList();
        if (journal.isEmpty()) {
            return;
        }
        var published = history.records().stream()
                .filter(record -> !record.isCommand())
                .collect(Collectors.toMap(SpineRecord::id, record -> record, (one, copy) -> one));
        expectOrder(journal, findings);
        expectSameEvents(history, journal, published, findings);
        var events = journal.stream()
                .map(row -> published.get(id(row)))
                .filter(Objects::nonNull)
                .toList();
        expectOperations(history, events, findings);
        expectServers(history, events, findings);
        expectBackups(history, events, findings);
    }

    private static void expectOrder(List<JsonNode> journal, Findings findings) {
        var last = new HashMap<SpineRecord.Stream, Long>();
        journal.forEach(row -> {
            var sequence = row.path("sequence").asLong();
            var former = last.put(stream(row), sequence);
            findings.expect(
                    former == null ? sequence == 1 : sequence == former + 1,
                    "the journal's %s goes from %s to %d at position %s",
                    stream(row),
                    former,
                    sequence,
                    row.path("position"));
        });
    }

    private static SpineRecord.Stream stream(JsonNode row) {
        return new SpineRecord.Stream(
                row.path("topic").asString(),
                row.path("source").asString(),
                row.path("subject").asString());
    }

    private static UUID id(JsonNode row) {
        return UUID.fromString(row.path("id").asString());
    }

    private static void expectSameEvents(
            History history, List<JsonNode> journal, Map<UUID, SpineRecord> published, Findings findings) {
        journal.forEach(row -> expectUnchanged(row, published.get(id(row)), findings));
        var journaled = journal.stream().map(ReadModelsFollowTheTopics::id).collect(Collectors.toSet());
        var arrived = history.database().at().minus(IN_FLIGHT);
        published.values().stream()
                .filter(record ->
                        JOURNALED.contains(record.topic()) && record.at().isBefore(arrived))
                .forEach(record ->
                        findings.expect(journaled.contains(record.id()), "the journal has not got %s", record));
    }

    private static void expectUnchanged(JsonNode row, @Nullable SpineRecord record, Findings findings) {
        findings.expect(record != null, "the journal has an event that no topic holds: %s", row);
        if (record != null) {
            findings.expect(
                    digest(record.body()).equals(row.path("digest").asString()),
                    "the journal has another body of %s",
                    record);
        }
    }

    static String digest(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has it", e);
        }
    }

    /** A report that comes after the end changes nothing. */
    private static void expectOperations(History history, List<SpineRecord> events, Findings findings) {
        var folded = new HashMap<String, String>();
        events.stream()
                .filter(event -> event.type().startsWith(OPERATION_EVENT))
                .map(event -> event.bodyAs(JsonNode.class).path("operation"))
                .filter(JsonNode::isObject)
                .forEach(operation -> folded.merge(
                        operation.path("id").asString(),
                        operation.path("state").asString(),
                        (former, next) -> TERMINAL.contains(former) ? former : next));
        history.database()
                .rows("gateway.operation")
                .filter(row -> folded.containsKey(row.path("id").asString()))
                .forEach(row -> expectEqual(
                        "operation " + row.path("id").asString(),
                        row.path("state").asString(),
                        folded.get(row.path("id").asString()),
                        findings));
    }

    private static void expectServers(History history, List<SpineRecord> events, Findings findings) {
        var last = new HashMap<String, SpineRecord>();
        events.stream()
                .filter(event -> event.type().startsWith(SERVER_EVENT))
                .forEach(event -> last.put(event.subject(), event));
        var shown = history.database()
                .rows("gateway.server_view")
                .collect(Collectors.toMap(row -> row.path("id").asString(), row -> row));
        last.forEach((id, event) -> expectShown(shown.get(id), event, findings));
    }

    private static void expectShown(@Nullable JsonNode row, SpineRecord event, Findings findings) {
        findings.expect(row != null, "no read model has taken %s", event);
        if (row != null) {
            var server = event.bodyAs(JsonNode.class).path("server");
            expectEqual(
                    "the phase of server " + event.subject(),
                    row.path("phase").asString(),
                    server.path("status").path("phase").asString(),
                    findings);
            expectEqual(
                    "the revision of server " + event.subject(),
                    row.path("document").path("revision").asString(""),
                    server.path("revision").asString(""),
                    findings);
        }
    }

    private static void expectBackups(History history, List<SpineRecord> events, Findings findings) {
        var last = new HashMap<String, JsonNode>();
        events.stream()
                .filter(event -> event.topic().equals(Topics.BACKUP_EVENTS))
                .map(event -> event.bodyAs(JsonNode.class).path("backup"))
                .filter(JsonNode::isObject)
                .forEach(backup -> last.put(backup.path("id").asString(), backup));
        history.database().rows("gateway.backup_view").forEach(row -> {
            var backup = last.get(row.path("id").asString());
            expectEqual(
                    "backup " + row.path("id").asString(),
                    row.path("state").asString(),
                    backup == null ? null : backup.path("state").asString(),
                    findings);
        });
    }

    private static void expectEqual(String what, String shown, @Nullable String folded, Findings findings) {
        findings.expect(shown.equals(folded), "%s is %s, but the journal says %s", what, shown, folded);
    }
}
