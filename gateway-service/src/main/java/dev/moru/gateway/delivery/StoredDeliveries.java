package dev.moru.gateway.delivery;

import dev.moru.contracts.notification.DeliveryState;
import dev.moru.gateway.list.Documents;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    /** Attempts that somebody waits for are few and take seconds. */
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Documents<ShownDelivery> documents;

    StoredDeliveries(Lister lister) {
        documents = lister.documents(
                new Documents.Kind<>("delivery", DELIVERIES, ShownDelivery.class, ShownDelivery::project));
    }

    Mono<Page<ShownDelivery>> page(Where where, ProjectScope scope, ListRequest request) {
        return documents.page(where, scope, request);
    }

    /** A delivery that the caller may see; others are as if they were not there. */
    Mono<ShownDelivery> find(UUID id, ProjectScope scope) {
        return documents.find(id, scope);
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
        return Mono.defer(() -> documents.find(before.id()))
                .filter(now -> !now.equals(before))
                .repeatWhenEmpty(tries -> tries.delayElements(PAUSE))
                .timeout(patience, Mono.just(before));
    }
}
