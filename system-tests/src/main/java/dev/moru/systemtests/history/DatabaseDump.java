package dev.moru.systemtests.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Tables as they stood at one moment.
 *
 * @param at that moment
 * @param tables rows by {@code schema.table}, each as PostgreSQL's {@code to_jsonb} writes it
 */
public record DatabaseDump(Instant at, Map<String, List<JsonNode>> tables) {

    public static final DatabaseDump NONE = new DatabaseDump(Instant.EPOCH, Map.of());

    public DatabaseDump {
        tables = Map.copyOf(tables);
    }

    /** Empty, too, when the table was not dumped. */
    public Stream<JsonNode> rows(String table) {
        return tables.getOrDefault(table, List.of()).stream();
    }
}
