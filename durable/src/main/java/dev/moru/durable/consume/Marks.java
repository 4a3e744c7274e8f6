package dev.moru.durable.consume;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** The stored marks of a service's consumers. */
final class Marks {

    private static final String INSERT_ABSENT = """
            insert into mark (topic, source, subject)
            select * from unnest(?::text[], ?::text[], ?::text[]) on conflict do nothing
            """;

    private static final String LOCK = """
            select topic, source, subject, epoch, sequence from mark
            where (topic, source, subject) in (select * from unnest(?::text[], ?::text[], ?::text[]))
            order by topic, source, subject for update
            """;

    private static final String SAVE = """
            update mark m set epoch = n.epoch, sequence = n.sequence
            from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[]) n(topic, source, subject, epoch, sequence)
            where m.topic = n.topic and m.source = n.source and m.subject = n.subject
            """;

    private final JdbcTemplate jdbc;

    Marks(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Reads the marks and keeps them locked until the transaction ends. */
    Map<StreamKey, Mark> lock(SortedSet<StreamKey> streams) {
        var marks = new HashMap<StreamKey, Mark>();
        if (streams.isEmpty()) {
            return marks;
        }
        var topics = column(streams, StreamKey::topic);
        var sources = column(streams, StreamKey::source);
        var subjects = column(streams, StreamKey::subject);
        jdbc.update(INSERT_ABSENT, topics, sources, subjects);
        jdbc.query(
                LOCK,
                row -> {
                    marks.put(
                            new StreamKey(row.getString(1), row.getString(2), row.getString(3)),
                            new Mark(row.getInt(4), row.getLong(5)));
                },
                topics,
                sources,
                subjects);
        return marks;
    }

    void save(Map<StreamKey, Mark> moved) {
        if (moved.isEmpty()) {
            return;
        }
        var sorted = new TreeMap<>(moved);
        var streams = sorted.navigableKeySet();
        jdbc.update(
                SAVE,
                column(streams, StreamKey::topic),
                column(streams, StreamKey::source),
                column(streams, StreamKey::subject),
                sorted.values().stream().map(Mark::epoch).toArray(Integer[]::new),
                sorted.values().stream().map(Mark::sequence).toArray(Long[]::new));
    }

    private static String[] column(SortedSet<StreamKey> streams, Function<StreamKey, String> part) {
        return streams.stream().map(part).toArray(String[]::new);
    }
}
