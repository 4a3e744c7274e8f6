package dev.moru.gateway.operation.web;

import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.accept.EndedOperation;
import dev.moru.gateway.accept.OperationStore;
import dev.moru.gateway.accept.RepeatWish;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.AcceptedOperation;
import dev.moru.gateway.request.Answers;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import java.net.URI;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cancelling and repeating operations. */
@RestController
@RequestMapping("/api/v1/operations")
class OperationController {

    private final OperationStore operations;
    private final Incoming incoming;
    private final Answers answers;

    OperationController(OperationStore operations, Incoming incoming, Answers answers) {
        this.operations = operations;
        this.incoming = incoming;
        this.answers = answers;
    }

    @PostMapping("/{id}:cancel")
    @Permitted("operation:cancel")
    Mono<ResponseEntity<Operation>> cancel(@PathVariable UUID id, Call call) {
        var requester = incoming.requester(call.exchange(), call.caller());
        return operations
                .cancel(id, requester, call.terms().validateOnly())
                .map(operation -> ResponseEntity.accepted()
                        .location(URI.create("/api/v1/operations/" + id))
                        .body(operation));
    }

    @PostMapping("/{id}:retry")
    @Permitted("operation:retry")
    Mono<ResponseEntity<AcceptedOperation>> retry(@PathVariable UUID id, Call call) {
        return operations
                .find(id)
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no operation " + id)
                        .asException()))
                .doOnNext(OperationController::refuse)
                .map(previous -> incoming.submission(call, null, new RepeatWish(previous, Incoming.newId())))
                .flatMap(submission -> answers.answer(submission, call.terms()));
    }

    private static void refuse(EndedOperation previous) {
        RepeatWish.refusalOf(previous).ifPresent(refusal -> {
            throw refusal.problem().asException();
        });
    }
}
