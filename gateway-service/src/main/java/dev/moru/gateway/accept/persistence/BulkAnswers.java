package dev.moru.gateway.accept.persistence;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.accept.BulkStore;
import dev.moru.gateway.database.Cells;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What was answered of each server of bulk requests: of those that were left out nothing else tells. */
@Component
class BulkAnswers {

    private record Answer(List<BulkStore.Item> items) {}

    private final DatabaseClient database;
    private final MessageCodec codec;

    BulkAnswers(DatabaseClient database, MessageCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    Mono<Void> keep(BulkStore.Accepted accepted) {
        return database.sql("insert into bulk_answer (operation, document) values ($1, $2::jsonb)")
                .bind(0, accepted.parent().id())
                .bind(1, codec.write(new Answer(accepted.items())))
                .then();
    }

    /** None for a request of a version that kept no answers. */
    Mono<List<BulkStore.Item>> find(UUID parent) {
        return database.sql("select document from bulk_answer where operation = $1")
                .bind(0, parent)
                .map(row -> codec.read(new Cells(row).text("document"), Answer.class)
                        .items())
                .one()
                .defaultIfEmpty(List.of());
    }
}
