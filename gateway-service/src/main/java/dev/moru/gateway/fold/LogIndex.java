package dev.moru.gateway.fold;

import dev.moru.contracts.operation.LogAppended;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which entries of the journal hold the log lines of an operation. */
final class LogIndex {

    static final String TABLE = "operation_log";

    private static final String INSERT = """
            insert into %s (operation, first_n, last_n, position)
            select operation::uuid, first_n::bigint, last_n::bigint, position::bigint
            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as d(operation, first_n, last_n, position)
            on conflict do nothing
            """;

    /** The ids of entries find those that are somewhere else now. */
    private static final String CARRY_OVER = """
            insert into %s (operation, first_n, last_n, position)
            select l.operation, l.first_n, l.last_n, n.position
            from operation_log l join journal o on o.position = l.position
              join %s n on n.topic = o.topic and n.id = o.id
            on conflict do nothing
            """;

    private record Chunk(UUID operation, long first, long last, long position) {}

    private final JdbcTemplate jdbc;
    private final String table;
    private final String insert;

    LogIndex(JdbcTemplate jdbc, String table) {
        this.jdbc = jdbc;
        this.table = table;
        this.insert = INSERT.formatted(table);
    }

    /** @param first the position of the first event in the journal; the others follow it */
    void index(List<FoldedEvent> events, long first) {
        var chunks = new ArrayList<Chunk>();
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).body() instanceof LogAppended log && !log.lines().isEmpty()) {
                var lines = log.lines();
                chunks.add(new Chunk(
                        log.operation(),
                        lines.get(0).n(),
                        lines.get(lines.size() - 1).n(),
                        first + i));
            }
        }
        if (!chunks.isEmpty()) {
            jdbc.update(
                    insert,
                    Column.of(chunks, Chunk::operation),
                    Column.of(chunks, Chunk::first),
                    Column.of(chunks, Chunk::last),
                    Column.of(chunks, Chunk::position));
        }
    }

    /** Takes over what is known of entries that another journal has as well. */
    void carryOver(String journal) {
        jdbc.update(CARRY_OVER.formatted(table, journal));
    }
}
