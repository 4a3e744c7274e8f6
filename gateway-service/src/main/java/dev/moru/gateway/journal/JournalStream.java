package dev.moru.gateway.journal;

import dev.moru.durable.Envelope;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The journal for requests: what is in memory from there, what is older from the database. */
@Component
public class JournalStream {

    private static final int READ_AT_A_TIME = 500;
    private static final Duration WHILE_THE_TAIL_IS_BEHIND = Duration.ofMillis(20);

    private static final String BOUNDS = """
            select e.epoch, e.position, coalesce((select min(position) from journal) - 1, e.position) as earliest
            from journal_end e
            """;
    // Of the reader's epoch alone: in a journal that was made anew its position is another place.
    private static final String BEHIND = """
            select * from (%s) behind
            where exists (select from journal_end e where e.epoch = $3)
            order by position
            """.formatted(NextEntries.sql("$1", "$2"));

    private final DatabaseClient database;
    private final JournalTail tail;

    JournalStream(DatabaseClient database, JournalTail tail) {
        this.database = database;
        this.tail = tail;
    }

    /** The present end, as this replica knows it: from here on nothing is missed. */
    public Cursor end() {
        return tail.end();
    }

    /**
     * Makes sure that a cursor can be resumed from.
     *
     * @return fails with a problem that names the earliest one, when it is of another epoch, too old or of the future
     */
    public Mono<Cursor> checked(Cursor cursor) {
        return bounds().map(bounds -> {
            if (bounds.hold(cursor)) {
                return cursor;
            }
            throw Problem.of(ProblemType.CURSOR_EXPIRED, "the journal can be read from " + bounds.earliest())
                    .with("earliest", bounds.earliest().toString())
                    .asException();
        });
    }

    private Mono<JournalBounds> bounds() {
        return database.sql(BOUNDS)
                .map(row -> {
                    int epoch = number(row, "epoch").intValue();
                    return new JournalBounds(
                            new Cursor(epoch, number(row, "earliest").longValue()),
                            new Cursor(epoch, number(row, "position").longValue()));
                })
                .one();
    }

    /** Everything behind a cursor, first what is stored, then as it comes; without end. */
    public Flux<Batch> behind(Cursor cursor, EntryFilter filter) {
        return Flux.defer(() -> {
            var place = new Place(cursor);
            return stored(place, filter).concatWith(Flux.defer(() -> tail.behind(place.seen, filter)));
        });
    }

    /** How far one reader has come. */
    private static final class Place {

        private Cursor seen;

        Place(Cursor seen) {
            this.seen = seen;
        }
    }

    private Flux<Batch> stored(Place place, EntryFilter filter) {
        return Mono.defer(() -> nextStored(place, filter))
                .repeat(() -> isOfThisEpoch(place) && !tail.reaches(place.seen))
                .filter(batch -> !batch.entries().isEmpty());
    }

    private boolean isOfThisEpoch(Place place) {
        return tail.end().epoch() == place.seen.epoch();
    }

    private Mono<Batch> nextStored(Place place, EntryFilter filter) {
        if (tail.reaches(place.seen)) {
            return Mono.empty();
        }
        return read(place.seen)
                .flatMap(entries -> entries.isEmpty()
                        ? Mono.delay(WHILE_THE_TAIL_IS_BEHIND).then(Mono.empty())
                        : Mono.just(batch(place, entries, filter)));
    }

    private static Batch batch(Place place, List<JournalEntry> entries, EntryFilter filter) {
        place.seen =
                new Cursor(place.seen.epoch(), entries.get(entries.size() - 1).position());
        return new Batch(entries.stream().filter(filter::takes).toList(), place.seen);
    }

    private Mono<List<JournalEntry>> read(Cursor seen) {
        return database.sql(BEHIND)
                .bind(0, seen.position())
                .bind(1, READ_AT_A_TIME)
                .bind(2, seen.epoch())
                .map(JournalStream::entry)
                .all()
                .collectList();
    }

    /** Reads a row with the columns of the journal. */
    public static JournalEntry entry(Readable row) {
        var context = new MessageContext(
                row.get("operation", UUID.class),
                row.get("causation", UUID.class),
                text(row, "actor"),
                text(row, "project"),
                text(row, "site"),
                text(row, "severity"),
                null,
                null,
                null);
        var envelope = new Envelope(
                given(row.get("id", UUID.class)),
                given(text(row, "source")),
                given(text(row, "type")),
                given(text(row, "subject")),
                given(row.get("time", Instant.class)),
                number(row, "epoch").intValue(),
                number(row, "sequence").longValue(),
                context);
        return new JournalEntry(
                number(row, "position").longValue(),
                given(text(row, "topic")),
                envelope,
                given(row.get("data", byte[].class)));
    }

    private static @Nullable String text(Readable row, String column) {
        return row.get(column, String.class);
    }

    private static Number number(Readable row, String column) {
        return given((Number) row.get(column));
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
