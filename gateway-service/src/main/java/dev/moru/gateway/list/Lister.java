package dev.moru.gateway.list;

import dev.moru.durable.MessageCodec;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads pages. */
@Component
public final class Lister {

    private record Row<T>(T item, PageToken place) {}

    private final DatabaseClient database;
    private final MessageCodec codec;

    Lister(DatabaseClient database, MessageCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    public <T> Documents<T> documents(Documents.Kind<T> kind) {
        return new Documents<>(kind, this, database, codec);
    }

    /**
     * Reads the page that is asked for.
     *
     * @param where what the code demands of every row
     * @param mapper makes an item of a row with the table's columns
     * @return fails with a problem when the request does not fit the table
     */
    public <T> Mono<Page<T>> page(ListTable table, Where where, ListRequest request, Function<Readable, T> mapper) {
        return Mono.fromCallable(() -> PageStatement.of(table, where, request))
                .onErrorMap(
                        InvalidListRequest.class, invalid -> invalid.asProblem().asException())
                .flatMap(statement -> read(statement, mapper));
    }

    private <T> Mono<Page<T>> read(PageStatement statement, Function<Readable, T> mapper) {
        var execution = database.sql(statement.sql());
        for (int i = 0; i < statement.values().size(); i++) {
            execution = execution.bind(i, statement.values().get(i));
        }
        return execution
                .map(row -> new Row<>(mapper.apply(row), statement.placeOf(row)))
                .all()
                .collectList()
                .map(rows -> page(rows, statement));
    }

    private static <T> Page<T> page(List<Row<T>> rows, PageStatement statement) {
        boolean more = rows.size() > statement.size();
        var shown = more ? rows.subList(0, statement.size()) : rows;
        var next = more ? shown.get(shown.size() - 1).place.encode(statement.list()) : null;
        return new Page<>(shown.stream().map(Row::item).toList(), next);
    }
}
