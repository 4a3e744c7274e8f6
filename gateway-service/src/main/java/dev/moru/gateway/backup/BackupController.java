package dev.moru.gateway.backup;

import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.DeleteBackup;
import dev.moru.gateway.accept.BackupWish;
import dev.moru.gateway.accept.VerifyWish;
import dev.moru.gateway.accept.Wish;
import dev.moru.gateway.direct.DirectCommand;
import dev.moru.gateway.direct.DirectCommands;
import dev.moru.gateway.list.Documents;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.AcceptedOperation;
import dev.moru.gateway.request.Answers;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.ServerRef;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Taking, restoring, verifying and removing backups. */
@RestController
class BackupController {

    private final Documents<Backup> backups;
    private final DirectCommands commands;
    private final Incoming incoming;
    private final Answers answers;

    BackupController(Documents<Backup> backups, DirectCommands commands, Incoming incoming, Answers answers) {
        this.backups = backups;
        this.commands = commands;
        this.incoming = incoming;
        this.answers = answers;
    }

    @PostMapping("/api/v1/projects/{project}/servers/{server}/backups")
    @Permitted("backup:create")
    Mono<ResponseEntity<AcceptedOperation>> take(
            @PathVariable String project,
            @PathVariable String server,
            @RequestBody(required = false) @Nullable BackupRequest request,
            Call call) {
        var storageClass = request == null ? null : request.storageClass();
        var wish = new BackupWish(new ServerRef(project, server), Incoming.newId(), storageClass);
        return answers.answer(incoming.submission(call, request, wish), call.terms());
    }

    @PostMapping("/api/v1/backups/{id}:restore")
    @Permitted("backup:restore")
    Mono<ResponseEntity<AcceptedOperation>> restore(
            @PathVariable UUID id, @RequestBody RestoreRequest request, Call call) {
        request.check(call.caller());
        return submit(id, request, call, request::wish);
    }

    @PostMapping("/api/v1/backups/{id}:verify")
    @Permitted("backup:verify")
    Mono<ResponseEntity<AcceptedOperation>> verify(@PathVariable UUID id, Call call) {
        return submit(id, null, call, backup -> new VerifyWish(Incoming.newId(), backup));
    }

    private Mono<ResponseEntity<AcceptedOperation>> submit(
            UUID id, @Nullable Object body, Call call, Function<Backup, Wish> wish) {
        return backups.find(id, ProjectScope.of(call.caller()))
                .flatMap(backup -> answers.answer(incoming.submission(call, body, wish.apply(backup)), call.terms()));
    }

    /** Answers with the backup as it was; that it is gone follows as an event. */
    @DeleteMapping("/api/v1/backups/{id}")
    @Permitted("backup:delete")
    Mono<ResponseEntity<Backup>> delete(@PathVariable UUID id, Call call) {
        return commands.send(
                        call, null, backups.find(id, ProjectScope.of(call.caller())), (backup, at) -> deletion(backup))
                .map(backup -> ResponseEntity.accepted().body(backup));
    }

    private static DirectCommand deletion(Backup backup) {
        if (backup.state() == BackupState.RUNNING) {
            throw Problem.of(ProblemType.BACKUP_RUNNING, "cancel operation " + backup.operation() + " instead")
                    .asException();
        }
        var target = new DirectCommand.Target("backup", backup.id().toString(), backup.server(), backup.project());
        return new DirectCommand(Topics.BACKUP_COMMANDS, new DeleteBackup(backup.id()), "backup.delete", target);
    }

    /** @param storageClass of the server's site; the one with the most room when it is left out */
    record BackupRequest(@Nullable String storageClass) {}
}
