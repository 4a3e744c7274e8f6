package dev.moru.gateway.delivery;

import dev.moru.contracts.notification.Delivery;
import dev.moru.contracts.notification.DeliveryState;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.security.Permitted;
import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The deliveries of the installation, or of one project. */
@RestController
class DeliveryReads {

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

    private final Lister lister;
    private final MessageCodec codec;
    private final ConfigurationStore projects;

    DeliveryReads(Lister lister, MessageCodec codec, ConfigurationStore projects) {
        this.lister = lister;
        this.codec = codec;
        this.projects = projects;
    }

    @GetMapping("/api/v1/deliveries")
    @Permitted("delivery:read")
    Mono<Page<Delivery>> list(ListRequest request, @AuthenticationPrincipal Caller caller) {
        return page(Where.EVERYTHING, request, caller);
    }

    @GetMapping("/api/v1/projects/{project}/deliveries")
    @Permitted("delivery:read")
    Mono<Page<Delivery>> listOfProject(
            @PathVariable String project, ListRequest request, @AuthenticationPrincipal Caller caller) {
        return page(Where.EVERYTHING.and("project = ?", project), request, caller)
                .delayUntil(
                        page -> page.items().isEmpty() ? projects.find(ResourceName.project(project)) : Mono.empty());
    }

    private Mono<Page<Delivery>> page(Where where, ListRequest request, Caller caller) {
        return lister.page(DELIVERIES, where.visibleTo(ProjectScope.of(caller), "project"), request, this::delivery);
    }

    private Delivery delivery(Readable row) {
        return codec.read(Objects.requireNonNull(row.get("document", String.class)), Delivery.class);
    }
}
