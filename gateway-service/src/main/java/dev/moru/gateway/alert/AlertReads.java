package dev.moru.gateway.alert;

import dev.moru.contracts.alert.Alert;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.list.Documents;
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

/** The alerts of a project, or those that belong to none. */
@RestController
class AlertReads {

    private final Documents<Alert> alerts;
    private final ConfigurationStore projects;

    AlertReads(Documents<Alert> alerts, ConfigurationStore projects) {
        this.alerts = alerts;
        this.projects = projects;
    }

    /** Those of the installation, such as a node that is down. */
    @GetMapping("/api/v1/alerts")
    @Permitted("alert:read")
    Mono<Page<Alert>> list(ListRequest request, @AuthenticationPrincipal Caller caller) {
        return alerts.page(Where.EVERYTHING.and("project is null"), ProjectScope.of(caller), request);
    }

    @GetMapping("/api/v1/projects/{project}/alerts")
    @Permitted("alert:read")
    Mono<Page<Alert>> listOfProject(
            @PathVariable String project, ListRequest request, @AuthenticationPrincipal Caller caller) {
        return projects.within(
                ResourceName.project(project),
                alerts.page(Where.EVERYTHING.and("project = ?", project), ProjectScope.of(caller), request));
    }

    @GetMapping("/api/v1/alerts/{id}")
    @Permitted("alert:read")
    Mono<Alert> get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
        return alerts.find(id, ProjectScope.of(caller));
    }
}
