package dev.moru.gateway.delivery;

import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.security.Permitted;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The deliveries of the installation, or of one project. */
@RestController
class DeliveryReads {

    private final StoredDeliveries deliveries;
    private final ConfigurationStore projects;

    DeliveryReads(StoredDeliveries deliveries, ConfigurationStore projects) {
        this.deliveries = deliveries;
        this.projects = projects;
    }

    @GetMapping("/api/v1/deliveries")
    @Permitted("delivery:read")
    Mono<Page<ShownDelivery>> list(ListRequest request, @AuthenticationPrincipal Caller caller) {
        return deliveries.page(Where.EVERYTHING, ProjectScope.of(caller), request);
    }

    @GetMapping("/api/v1/projects/{project}/deliveries")
    @Permitted("delivery:read")
    Mono<Page<ShownDelivery>> listOfProject(
            @PathVariable String project, ListRequest request, @AuthenticationPrincipal Caller caller) {
        return projects.within(
                ResourceName.project(project),
                deliveries.page(Where.EVERYTHING.and("project = ?", project), ProjectScope.of(caller), request));
    }

    @GetMapping("/api/v1/deliveries/{id}")
    @Permitted("delivery:read")
    Mono<ShownDelivery> get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
        return deliveries.find(id, ProjectScope.of(caller));
    }
}
