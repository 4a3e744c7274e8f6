package dev.moru.gateway.delivery;

import dev.moru.contracts.notification.DeliveryState;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Deliveries, as they were folded last. */
@Component
class StoredDeliveries {

    private static final ListTable DELIVERIES = ListTable.of("delivery_view")
            .columns("document")
            .key("id", "id", FieldType.ID)
            .words("state", "state", DeliveryState.class)
            .field("channel", "channel", FieldType.TEXT)
            .field("route", "route", FieldType.TEXT)
            .field("project", "project", FieldType.TEXT)
            .field("eventId", "event_id", FieldType.ID)
            .field("eventType", "event_type", FieldType.TEXT)
            .sortable("createdAt", "created_at", FieldType.TIME)
            .field("updatedAt", "updated_at", FieldType.TIME)
            .orderedBy("createdAt desc");

    private static final String BY_ID = "select document::text as document from delivery_view where id = $1";

    /** Attempts that somebody waits for are few and take seconds. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final DatabaseClient database;
    private final Lister lister;
    private final MessageCodec codec;

    StoredDeliveries(DatabaseClient database, Lister lister, MessageCodec codec) {
        this.database = database;
        this.lister = lister;
        this.codec = codec;
    }

    Mono<Page<ShownDelivery>> page(Where where, ListRequest request) {
        return lister.page(DELIVERIES, where, request, this::delivery);
    }

    /** A delivery that the caller may see; others are as if they were not there. */
    Mono<ShownDelivery> find(UUID id, ProjectScope scope) {
        return find(id).filter(delivery -> scope.covers(delivery.project()))
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no delivery " + id)
                        .asException()));
    }

    /**
     * What a delivery has become.
     *
     * @param patience for how long to wait for that; absent: not at all
     * @return the delivery as it was, when the time is over first
     */
    Mono<ShownDelivery> changed(ShownDelivery before, @Nullable Duration patience) {
        if (patience == null) {
            return Mono.just(before);
        }
        return Mono.defer(() -> find(before.id()))
                .filter(now -> !now.equals(before))
                .repeatWhenEmpty(tries -> tries.delayElements(PAUSE))
                .timeout(patience, Mono.just(before));
    }

    private Mono<ShownDelivery> find(UUID id) {
        return database.sql(BY_ID)
                .bind(0, id)
                .map(row -> codec.read(new Cells(row).text("document"), ShownDelivery.class))
                .one();
    }

    private ShownDelivery delivery(Readable row) {
        return codec.read(Objects.requireNonNull(row.get("document", String.class)), ShownDelivery.class);
    }
}
