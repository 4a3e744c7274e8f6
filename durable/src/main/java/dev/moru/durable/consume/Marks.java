package dev.moru.durable.consume;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;

/** Stored marks: those of a service's consumers, or of somebody else who reads the same streams from their beginning. */
final class Marks {

    // Of a stream that nobody has read, too, the older epochs are over; the first number of this one may be any.
    private static final String INSERT_CONSUMERS_ABSENT = """
            insert into mark (topic, source, subject, epoch, sequence)
            select d.*, i.epoch - 1, 9223372036854775807
            from unnest(?::text[], ?::text[], ?::text[]) d, installation i on conflict do nothing
            """;

    private static final String INSERT_ABSENT = """
            insert into %s (topic, source, subject)
            select * from unnest(?::text[], ?::text[], ?::text[]) on conflict do nothing
            """;

    private static final String READ = """
            select topic, source, subject, epoch, sequence from %s
            where (topic, source, subject) in (select * from unnest(?::text[], ?::text[], ?::text[]))
            """;

    private static final String IN_ORDER_LOCKED = "order by topic, source, subject for update";

    private static final String SAVE = """
            update %s m set epoch = n.epoch, sequence = n.sequence
            from unnest(?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[]) n(topic, source, subject, epoch, sequence)
            where m.topic = n.topic and m.source = n.source and m.subject = n.subject
            """;

    private final JdbcTemplate jdbc;
    private final String insertAbsent;
    private final String read;
    private final String save;

    private Marks(JdbcTemplate jdbc, String table, String insertAbsent) {
        this.jdbc = jdbc;
        this.insertAbsent = insertAbsent;
        this.read = READ.formatted(table);
        this.save = SAVE.formatted(table);
    }

    /** Those of the service's consumers. */
    static Marks ofConsumers(JdbcTemplate jdbc) {
        return new Marks(jdbc, "mark", INSERT_CONSUMERS_ABSENT);
    }

    /** Those of a reader who begins with the first record of the first epoch. */
    static Marks ofReader(JdbcTemplate jdbc, String table) {
        return new Marks(jdbc, table, INSERT_ABSENT.formatted(table));
    }

    /** Reads the marks and keeps them locked until the transaction ends. Most streams are not new. */
    Map<StreamKey, Mark> lock(SortedSet<StreamKey> streams) {
        if (streams.isEmpty()) {
            return Map.of();
        }
        var marks = read(read + IN_ORDER_LOCKED, streams);
        if (marks.size() < streams.size()) {
            var absent = new TreeSet<>(streams);
            absent.removeAll(marks.keySet());
            insert(absent);
            marks.putAll(read(read + IN_ORDER_LOCKED, absent));
        }
        return marks;
    }

    private void insert(SortedSet<StreamKey> streams) {
        jdbc.update(
                insertAbsent,
                column(streams, StreamKey::topic),
                column(streams, StreamKey::source),
                column(streams, StreamKey::subject));
    }

    /** Reads the marks that there are. */
    Map<StreamKey, Mark> read(SortedSet<StreamKey> streams) {
        return streams.isEmpty() ? Map.of() : read(read, streams);
    }

    private Map<StreamKey, Mark> read(String statement, SortedSet<StreamKey> streams) {
        var marks = new HashMap<StreamKey, Mark>();
        jdbc.query(
                statement,
                row -> {
                    marks.put(
                            new StreamKey(row.getString(1), row.getString(2), row.getString(3)),
                            new Mark(row.getInt(4), row.getLong(5)));
                },
                column(streams, StreamKey::topic),
                column(streams, StreamKey::source),
                column(streams, StreamKey::subject));
        return marks;
    }

    void save(Map<StreamKey, Mark> moved) {
        if (moved.isEmpty()) {
            return;
        }
        var sorted = new TreeMap<>(moved);
        var streams = sorted.navigableKeySet();
        jdbc.update(
                save,
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
