package dev.moru.gateway.server.web;

import dev.moru.contracts.server.BackupsOnDelete;
import dev.moru.gateway.accept.AdoptWish;
import dev.moru.gateway.accept.ConfigureWish;
import dev.moru.gateway.accept.CreateWish;
import dev.moru.gateway.accept.DeleteWish;
import dev.moru.gateway.accept.PlanWish;
import dev.moru.gateway.accept.PowerWish;
import dev.moru.gateway.accept.UpdateWish;
import dev.moru.gateway.accept.Wish;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.AcceptedOperation;
import dev.moru.gateway.request.Answers;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.DraftCheck;
import dev.moru.gateway.server.ServerDraft;
import dev.moru.gateway.server.ServerPatch;
import dev.moru.gateway.server.ServerRef;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/projects/{project}")
class ServerController {

    private final Incoming incoming;
    private final Answers answers;
    private final RoleSecrets secrets;

    ServerController(Incoming incoming, Answers answers, RoleSecrets secrets) {
        this.incoming = incoming;
        this.answers = answers;
        this.secrets = secrets;
    }

    @PostMapping("/servers")
    @Permitted("server:create")
    Mono<ResponseEntity<AcceptedOperation>> create(
            @PathVariable String project, @RequestBody ServerDraft draft, Call call) {
        refuse(DraftCheck.of(draft));
        var server = Incoming.newId();
        return secrets.submit(
                draft.roleVariables(),
                draft,
                call,
                variables -> new CreateWish(server, project, draft.with(variables)));
    }

    @PostMapping("/servers:plan")
    @Permitted("server:create")
    Mono<ResponseEntity<AcceptedOperation>> plan(
            @PathVariable String project, @RequestBody ServerDraft draft, Call call) {
        refuse(DraftCheck.of(draft));
        return draft.roleVariables() == null
                ? submit(new PlanWish(project, draft), draft, call)
                : secrets.read(draft.roleVariables())
                        .flatMap(given ->
                                submit(new PlanWish(project, draft.with(given.withoutSecrets())), draft, call));
    }

    @PostMapping("/servers:adopt")
    @Permitted("server:adopt")
    Mono<ResponseEntity<AcceptedOperation>> adopt(
            @PathVariable String project, @RequestBody AdoptRequest request, Call call) {
        refuse(request.problem());
        var wish = new AdoptWish(
                Incoming.newId(),
                project,
                Objects.requireNonNull(request.site()),
                Objects.requireNonNull(request.vmId()),
                request.serverName());
        return submit(wish, request, call);
    }

    @PatchMapping("/servers/{server}")
    @Permitted("server:update")
    Mono<ResponseEntity<AcceptedOperation>> update(
            @PathVariable String project, @PathVariable String server, @RequestBody ServerPatch patch, Call call) {
        refuse(DraftCheck.of(patch));
        var ref = new ServerRef(project, server);
        return secrets.submit(
                patch.roleVariables(),
                patch,
                call,
                variables -> new UpdateWish(ref, patch.with(variables), call.ifMatch()));
    }

    /** @param backups {@code keep}, which is so when it is left out, or {@code delete} */
    @DeleteMapping("/servers/{server}")
    @Permitted("server:delete")
    Mono<ResponseEntity<AcceptedOperation>> delete(
            @PathVariable String project,
            @PathVariable String server,
            @RequestParam(required = false) @Nullable String backups,
            Call call) {
        var wish = new DeleteWish(new ServerRef(project, server), backupsOf(backups, call), call.ifMatch());
        return submit(wish, null, call);
    }

    @PostMapping("/servers/{server}:start")
    @Permitted("server:power")
    Mono<ResponseEntity<AcceptedOperation>> start(
            @PathVariable String project, @PathVariable String server, Call call) {
        return submit(new PowerWish(new ServerRef(project, server), PowerWish.Action.START), null, call);
    }

    @PostMapping("/servers/{server}:stop")
    @Permitted("server:power")
    Mono<ResponseEntity<AcceptedOperation>> stop(
            @PathVariable String project,
            @PathVariable String server,
            @RequestBody(required = false) @Nullable StopRequest request,
            Call call) {
        var action = request != null && Boolean.TRUE.equals(request.force())
                ? PowerWish.Action.FORCE_STOP
                : PowerWish.Action.STOP;
        return submit(new PowerWish(new ServerRef(project, server), action), request, call);
    }

    @PostMapping("/servers/{server}:reboot")
    @Permitted("server:power")
    Mono<ResponseEntity<AcceptedOperation>> reboot(
            @PathVariable String project, @PathVariable String server, Call call) {
        return submit(new PowerWish(new ServerRef(project, server), PowerWish.Action.REBOOT), null, call);
    }

    @PostMapping("/servers/{server}:configure")
    @Permitted("server:configure")
    Mono<ResponseEntity<AcceptedOperation>> configure(
            @PathVariable String project,
            @PathVariable String server,
            @RequestBody(required = false) @Nullable ConfigureRequest request,
            Call call) {
        var check = request != null && Boolean.TRUE.equals(request.check());
        return submit(new ConfigureWish(new ServerRef(project, server), check), request, call);
    }

    private Mono<ResponseEntity<AcceptedOperation>> submit(Wish wish, @Nullable Object body, Call call) {
        return answers.answer(incoming.submission(call, body, wish), call.terms());
    }

    private static void refuse(Optional<Problem> problem) {
        problem.ifPresent(found -> {
            throw found.asException();
        });
    }

    private static BackupsOnDelete backupsOf(@Nullable String word, Call call) {
        if (word == null || word.equals("keep")) {
            return BackupsOnDelete.KEEP;
        }
        var complaints = new Complaints();
        complaints.require(word.equals("delete"), "?backups", "keep or delete");
        refuse(complaints.problem());
        if (!call.caller().may("backup:delete")) {
            throw Problem.of(ProblemType.FORBIDDEN, "to remove its backups needs backup:delete")
                    .asException();
        }
        return BackupsOnDelete.DELETE;
    }

    /**
     * How a server is to be configured.
     *
     * @param check whether to say only what would change
     */
    record ConfigureRequest(@Nullable Boolean check) {}

    /** How a server is to be stopped. */
    record StopRequest(@Nullable Boolean force) {}
}
