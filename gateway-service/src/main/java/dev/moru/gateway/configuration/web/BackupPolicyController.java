package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.PruneBackups;
import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.configuration.BackupPolicyDraft;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.direct.DirectCommand;
import dev.moru.gateway.direct.DirectCommands;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.ParticipantProperties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** When servers of a project are backed up, and how long that is kept. */
@RestController
@RequestMapping("/api/v1/projects/{project}/backup-policies")
class BackupPolicyController {

    private final ResourceRoutes routes;
    private final ConfigurationStore store;
    private final DirectCommands commands;
    private final Set<Participant> participants;

    BackupPolicyController(
            ResourceRoutes routes,
            ConfigurationStore store,
            DirectCommands commands,
            ParticipantProperties participants) {
        this.routes = routes;
        this.store = store;
        this.commands = commands;
        this.participants = participants.participants();
    }

    @GetMapping
    @Permitted("backup-policy:read")
    Mono<Page<ObjectNode>> list(@PathVariable String project, ListRequest request) {
        return routes.list(ResourceKind.BACKUP_POLICY, project, request);
    }

    @GetMapping("/{name}")
    @Permitted("backup-policy:read")
    Mono<ResponseEntity<ObjectNode>> get(@PathVariable String project, @PathVariable String name) {
        return routes.get(name(ResourceKind.BACKUP_POLICY, project, name));
    }

    @PostMapping
    @Permitted("backup-policy:manage")
    Mono<ResponseEntity<ObjectNode>> create(
            @PathVariable String project, @RequestBody BackupPolicyDraft draft, Call call) {
        if (!participants.contains(Participant.BACKUP)) {
            throw Problem.of(ProblemType.PARTICIPANT_ABSENT, "no service of this installation takes backups")
                    .asException();
        }
        return routes.create(ResourceKind.BACKUP_POLICY, project, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("backup-policy:manage")
    Mono<ResponseEntity<ObjectNode>> update(
            @PathVariable String project, @PathVariable String name, @RequestBody ObjectNode patch, Call call) {
        return routes.update(name(ResourceKind.BACKUP_POLICY, project, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("backup-policy:manage")
    Mono<ResponseEntity<ObjectNode>> delete(@PathVariable String project, @PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.BACKUP_POLICY, project, name), call);
    }

    /** Removes what the policy keeps no longer; what is kept and what is not follows as an event of each server. */
    @PostMapping("/{name}:prune")
    @Permitted("backup:delete")
    Mono<ResponseEntity<Void>> prune(
            @PathVariable String project,
            @PathVariable String name,
            @RequestBody(required = false) @Nullable PruneRequest request,
            Call call) {
        boolean dryRun = request != null && Boolean.TRUE.equals(request.dryRun());
        return commands.send(
                        call,
                        request,
                        store.find(name(ResourceKind.BACKUP_POLICY, project, name)),
                        (policy, at) -> pruning(policy, dryRun))
                .map(policy -> ResponseEntity.accepted().build());
    }

    private static DirectCommand pruning(Resource policy, boolean dryRun) {
        var target = new DirectCommand.Target(
                "backup-policy",
                policy.id().toString(),
                policy.name(),
                policy.key().scope());
        return new DirectCommand(
                Topics.BACKUP_COMMANDS, new PruneBackups(policy.id(), dryRun), "backup-policy.prune", target);
    }

    /** @param dryRun whether to say only what would be removed */
    record PruneRequest(@Nullable Boolean dryRun) {}
}
