package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.SpineRecord;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A record that stands in a topic several times is one record: the same content under the same number, one entry of the
 * journal, one delivery per channel. That its effects did not happen twice is judged by the lab's ledger.
 */
final class RepetitionChangesNothing implements Invariant {

    @Override
    public String number() {
        return "I18";
    }

    @Override
    public String promise() {
        return "records that are published again change nothing";
    }

    @Override
    public void judge(History history, Findings findings) {
        var journaled = counts(history, "gateway.journal", "id");
        history.records().stream().collect(Collectors.groupingBy(SpineRecord::id)).values().stream()
                .filter(copies -> copies.size() > 1)
                .forEach(copies -> {
                    var first = copies.get(0);
                    findings.expect(copies.stream().allMatch(copy -> isSame(first, copy)), "copies differ: %s", copies);
                    findings.expect(
                            journaled.getOrDefault(first.id(), 0L) <= 1, "the journal has %s several times", first);
                });
        history.database()
                .rows("notification.delivery")
                .collect(Collectors.groupingBy(
                        row -> row.path("event_id").asString() + " to "
                                + row.path("channel_id").asString(),
                        Collectors.counting()))
                .forEach((delivery, count) ->
                        findings.expect(count == 1, "there are %d deliveries of %s", count, delivery));
    }

    private static boolean isSame(SpineRecord one, SpineRecord other) {
        return one.stream().equals(other.stream())
                && one.sequence() == other.sequence()
                && one.epoch() == other.epoch()
                && one.body().equals(other.body());
    }

    private static Map<UUID, Long> counts(History history, String table, String column) {
        return history.database()
                .rows(table)
                .map(row -> row.path(column))
                .filter(JsonNode::isString)
                .collect(Collectors.groupingBy(id -> UUID.fromString(id.asString()), Collectors.counting()));
    }
}
