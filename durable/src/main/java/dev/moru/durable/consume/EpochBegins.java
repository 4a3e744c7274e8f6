package dev.moru.durable.consume;

import dev.moru.durable.Envelope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.springframework.jdbc.core.JdbcTemplate;

/** How far streams had been handled in the backups from which the installation was restored. */
final class EpochBegins {

    private static final String MARKS = """
            select began, topic, source, subject, epoch, sequence from epoch_begin_mark
            where (topic, source, subject) in (select * from unnest(?::text[], ?::text[], ?::text[]))
            """;

    private final JdbcTemplate jdbc;

    EpochBegins(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Bounds of(SortedSet<StreamKey> streams) {
        var epochs = jdbc.queryForList("select epoch from epoch_begin", Integer.class);
        var marks = new HashMap<Integer, Map<StreamKey, Mark>>();
        if (!epochs.isEmpty()) {
            jdbc.query(
                    MARKS,
                    row -> {
                        marks.computeIfAbsent(row.getInt(1), began -> new HashMap<>())
                                .put(
                                        new StreamKey(row.getString(2), row.getString(3), row.getString(4)),
                                        new Mark(row.getInt(5), row.getLong(6)));
                    },
                    streams.stream().map(StreamKey::topic).toArray(String[]::new),
                    streams.stream().map(StreamKey::source).toArray(String[]::new),
                    streams.stream().map(StreamKey::subject).toArray(String[]::new));
        }
        return new Bounds(epochs, marks);
    }

    /** What a restore has made void. */
    record Bounds(List<Integer> epochs, Map<Integer, Map<StreamKey, Mark>> marks) {

        /** Whether a message was sent in an epoch that a later one ended, and was not handled in the backup. */
        boolean exclude(StreamKey stream, Envelope envelope) {
            return epochs.stream()
                    .filter(began -> envelope.epoch() < began)
                    .anyMatch(began -> !marks.getOrDefault(began, Map.of())
                            .getOrDefault(stream, Mark.NONE)
                            .covers(envelope));
        }
    }
}
