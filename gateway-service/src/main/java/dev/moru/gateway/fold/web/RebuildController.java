package dev.moru.gateway.fold.web;

import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.fold.ReadModelRebuild;
import dev.moru.gateway.fold.RebuildReport;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes the read models anew from the journal, while everything goes on. */
@RestController
class RebuildController {

    /**
     * What was done.
     *
     * @param pause how long folding had to wait for the exchange
     */
    record RebuildAnswer(long events, Duration elapsed, Duration pause, long eventsPerSecond) {

        static RebuildAnswer of(RebuildReport report) {
            return new RebuildAnswer(report.events(), report.elapsed(), report.pause(), report.eventsPerSecond());
        }
    }

    private final ReadModelRebuild rebuild;
    private final AuditRows audit;
    private final Incoming incoming;

    RebuildController(ReadModelRebuild rebuild, AuditRows audit, Incoming incoming) {
        this.rebuild = rebuild;
        this.audit = audit;
        this.incoming = incoming;
    }

    @PostMapping("/api/v1/read-models:rebuild")
    @Permitted("system:rebuild")
    Mono<RebuildAnswer> rebuild(Call call) {
        return audit.append(List.of(entry(call)))
                .then(Mono.defer(this::run))
                .map(report -> RebuildAnswer.of(report.orElseThrow(() ->
                        Problem.of(ProblemType.IN_USE, "a rebuild is running").asException())));
    }

    /** Goes on when the caller goes away: half of it would be of no use. */
    private Mono<Optional<RebuildReport>> run() {
        var running = new CompletableFuture<Optional<RebuildReport>>();
        Schedulers.boundedElastic().schedule(() -> complete(running));
        return Mono.fromFuture(running, true);
    }

    private void complete(CompletableFuture<Optional<RebuildReport>> running) {
        try {
            running.complete(rebuild.run());
        } catch (RuntimeException e) {
            running.completeExceptionally(e);
        }
    }

    private AuditEntry entry(Call call) {
        return new AuditEntry(
                Incoming.newId(),
                Instant.now(),
                incoming.requester(call.exchange(), call.caller()),
                "read-models.rebuild",
                AuditEntry.Outcome.ACCEPTED,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
