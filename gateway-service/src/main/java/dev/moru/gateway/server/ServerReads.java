package dev.moru.gateway.server;

import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.security.Permitted;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Servers, as they are wanted and as they are. */
@RestController
@RequestMapping("/api/v1/projects/{project}/servers")
class ServerReads {

    private final StoredServers servers;
    private final ConfigurationStore projects;

    ServerReads(StoredServers servers, ConfigurationStore projects) {
        this.servers = servers;
        this.projects = projects;
    }

    @GetMapping
    @Permitted("server:read")
    Mono<Page<ServerDocument>> list(
            @PathVariable String project, ListRequest request, @AuthenticationPrincipal Caller caller) {
        return projects.within(ResourceName.project(project), servers.page(ProjectScope.of(caller), project, request));
    }

    /** @param server its id or its name */
    @GetMapping("/{server}")
    @Permitted("server:read")
    Mono<ResponseEntity<ServerDocument>> get(
            @PathVariable String project, @PathVariable String server, @AuthenticationPrincipal Caller caller) {
        return servers.find(ProjectScope.of(caller), project, server)
                .map(found ->
                        ResponseEntity.ok().eTag("\"" + found.revision() + "\"").body(found))
                .switchIfEmpty(Mono.error(
                        () -> Problem.of(ProblemType.NOT_FOUND, "no server " + server + " in project " + project)
                                .asException()));
    }
}
