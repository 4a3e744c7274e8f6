package dev.moru.gateway.backup;

import dev.moru.contracts.backup.Backup;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.list.Documents;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.ServerIds;
import dev.moru.gateway.server.ServerRecovery;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Backups, of servers that are there and of those that are gone. */
@RestController
class BackupReads {

    private final Documents<Backup> backups;
    private final RecoveryPoints points;
    private final ServerIds servers;
    private final ConfigurationStore projects;

    BackupReads(Documents<Backup> backups, RecoveryPoints points, ServerIds servers, ConfigurationStore projects) {
        this.backups = backups;
        this.points = points;
        this.servers = servers;
        this.projects = projects;
    }

    @GetMapping("/api/v1/projects/{project}/backups")
    @Permitted("backup:read")
    Mono<Page<Backup>> listOfProject(
            @PathVariable String project, ListRequest request, @AuthenticationPrincipal Caller caller) {
        return projects.within(
                ResourceName.project(project),
                backups.page(Where.EVERYTHING.and("project = ?", project), ProjectScope.of(caller), request));
    }

    /** @param server its id, also after it is gone, or its name */
    @GetMapping("/api/v1/projects/{project}/servers/{server}/backups")
    @Permitted("backup:read")
    Mono<Page<Backup>> listOfServer(
            @PathVariable String project,
            @PathVariable String server,
            ListRequest request,
            @AuthenticationPrincipal Caller caller) {
        return servers.find(project, server)
                .flatMap(id -> backups.page(
                        Where.EVERYTHING.and("project = ?", project).and("server_id = ?", id),
                        ProjectScope.of(caller),
                        request));
    }

    /** How old the newest backup is against what the server's policy wants. */
    @GetMapping("/api/v1/projects/{project}/servers/{server}/recovery-point")
    @Permitted("backup:read")
    Mono<ServerRecovery> recoveryPoint(@PathVariable String project, @PathVariable String server) {
        return servers.find(project, server)
                .flatMap(points::find)
                .switchIfEmpty(Mono.error(
                        () -> Problem.of(ProblemType.NOT_FOUND, "no policy has told of server " + server + " yet")
                                .asException()));
    }

    @GetMapping("/api/v1/backups/{id}")
    @Permitted("backup:read")
    Mono<Backup> get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
        return backups.find(id, ProjectScope.of(caller));
    }
}
