package dev.moru.gateway.list;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** What a read model keeps of things of one kind, as it was told last. */
public final class Documents<T> {

    /**
     * A kind of things.
     *
     * @param noun for people
     * @param table with the columns {@code id}, {@code project} and {@code document}
     * @param projectOf null for what belongs to the installation
     */
    public record Kind<T>(String noun, ListTable table, Class<T> type, Function<T, @Nullable String> projectOf) {}

    private final Kind<T> kind;
    private final Lister lister;
    private final DatabaseClient database;
    private final MessageCodec codec;

    Documents(Kind<T> kind, Lister lister, DatabaseClient database, MessageCodec codec) {
        this.kind = kind;
        this.lister = lister;
        this.database = database;
        this.codec = codec;
    }

    /** @param where what the code demands, beside that the caller may see it */
    public Mono<Page<T>> page(Where where, ProjectScope scope, ListRequest request) {
        return lister.page(kind.table(), where.visibleTo(scope, "project"), request, this::read);
    }

    /** One that the caller may see; others are as if they were not there. */
    public Mono<T> find(UUID id, ProjectScope scope) {
        return find(id).filter(found -> scope.covers(kind.projectOf().apply(found)))
                .switchIfEmpty(
                        Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no " + kind.noun() + " " + id)
                                .asException()));
    }

    /** For those who know that it may be seen; empty when nothing was told of it. */
    public Mono<T> find(UUID id) {
        return database.sql("select document from " + kind.table().from() + " where id = $1")
                .bind(0, id)
                .map(this::read)
                .one();
    }

    private T read(Readable row) {
        return codec.read(Objects.requireNonNull(row.get("document", String.class)), kind.type());
    }
}
