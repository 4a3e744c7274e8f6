package dev.moru.gateway.fold.web;

import dev.moru.gateway.audit.AuditEntry;
import dev.moru.gateway.audit.persistence.AuditRows;
import dev.moru.gateway.fold.JournalRebuild;
import dev.moru.gateway.fold.ModelVerdict;
import dev.moru.gateway.fold.ReadModelRebuild;
import dev.moru.gateway.fold.TopicVerdict;
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
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes the read models anew from the journal and the journal from the topics, or compares them, while everything goes on. */
@RestController
class RebuildController {

    /**
     * What was done.
     *
     * @param carriedOver entries older than what the topics still have, taken from the journal before
     * @param pause how long folding had to wait for the exchange
     */
    record RebuildAnswer(long events, long carriedOver, Duration elapsed, Duration pause, long eventsPerSecond) {}

    /** What {@code GET /api/v1/journal:verify} found. */
    record Verdict(boolean intact, List<TopicVerdict> topics, List<ModelVerdict> readModels) {

        static Verdict of(List<TopicVerdict> topics, List<ModelVerdict> models) {
            boolean intact = topics.stream().allMatch(TopicVerdict::intact)
                    && models.stream().allMatch(ModelVerdict::intact);
            return new Verdict(intact, topics, models);
        }
    }

    private final ReadModelRebuild readModels;
    private final JournalRebuild journal;
    private final AuditRows audit;
    private final Incoming incoming;

    RebuildController(ReadModelRebuild readModels, JournalRebuild journal, AuditRows audit, Incoming incoming) {
        this.readModels = readModels;
        this.journal = journal;
        this.audit = audit;
        this.incoming = incoming;
    }

    @PostMapping("/api/v1/read-models:rebuild")
    @Permitted("system:rebuild")
    Mono<RebuildAnswer> rebuildReadModels(Call call) {
        return audited("read-models.rebuild", call, readModels::run)
                .map(report -> new RebuildAnswer(
                        report.events(), 0, report.elapsed(), report.pause(), report.eventsPerSecond()));
    }

    @PostMapping("/api/v1/journal:rebuild")
    @Permitted("system:rebuild")
    Mono<RebuildAnswer> rebuildJournal(Call call) {
        return audited("journal.rebuild", call, journal::run)
                .map(report -> new RebuildAnswer(
                        report.entries(),
                        report.carriedOver(),
                        report.elapsed(),
                        report.pause(),
                        report.entriesPerSecond()));
    }

    @GetMapping("/api/v1/journal:verify")
    @Permitted("system:rebuild")
    Mono<Verdict> verify() {
        return run(() ->
                journal.verify().flatMap(topics -> readModels.verify().map(models -> Verdict.of(topics, models))));
    }

    private <T> Mono<T> audited(String action, Call call, Supplier<Optional<T>> work) {
        return audit.append(List.of(entry(action, call))).then(Mono.defer(() -> run(work)));
    }

    /** Goes on when the caller goes away: half of it would be of no use. */
    private static <T> Mono<T> run(Supplier<Optional<T>> work) {
        var running = new CompletableFuture<Optional<T>>();
        Schedulers.boundedElastic().schedule(() -> complete(running, work));
        return Mono.fromFuture(running, true)
                .map(done -> done.orElseThrow(() ->
                        Problem.of(ProblemType.IN_USE, "a rebuild is running").asException()));
    }

    private static <T> void complete(CompletableFuture<Optional<T>> running, Supplier<Optional<T>> work) {
        try {
            running.complete(work.get());
        } catch (RuntimeException e) {
            running.completeExceptionally(e);
        }
    }

    private AuditEntry entry(String action, Call call) {
        return new AuditEntry(
                Incoming.newId(),
                Instant.now(),
                incoming.requester(call.exchange(), call.caller()),
                action,
                AuditEntry.Outcome.ACCEPTED,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
