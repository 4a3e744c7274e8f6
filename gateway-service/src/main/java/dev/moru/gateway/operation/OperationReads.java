package dev.moru.gateway.operation;

import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.sse.EventStreams;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What becomes of what was asked for. */
@RestController
@RequestMapping("/api/v1/operations")
class OperationReads {

    private static final int MAX_LINES = 1_000;

    /** @param next the number to go on with */
    record LogPage(List<LogLine> lines, long next) {}

    private final StoredOperations operations;
    private final OperationFeeds feeds;

    OperationReads(StoredOperations operations, OperationFeeds feeds) {
        this.operations = operations;
        this.feeds = feeds;
    }

    @GetMapping
    @Permitted("operation:read")
    Mono<Page<Operation>> list(ListRequest request, @AuthenticationPrincipal Caller caller) {
        return operations.page(ProjectScope.of(caller), request);
    }

    @GetMapping("/{id}")
    @Permitted("operation:read")
    Mono<Operation> get(@PathVariable UUID id, @AuthenticationPrincipal Caller caller) {
        return found(id, caller).map(StoredOperations.Snapshot::operation);
    }

    @GetMapping("/{id}/log")
    @Permitted("log:read")
    Mono<LogPage> log(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") long from,
            @RequestParam(defaultValue = "200") int limit,
            @AuthenticationPrincipal Caller caller) {
        if (limit < 1 || limit > MAX_LINES) {
            throw Problem.at(ProblemType.BAD_PARAMETER, "?limit", "must be from 1 to " + MAX_LINES)
                    .asException();
        }
        return found(id, caller)
                .thenMany(operations.lines(id, from, limit))
                .collectList()
                .map(lines -> new LogPage(
                        lines,
                        lines.isEmpty() ? from : lines.get(lines.size() - 1).n() + 1));
    }

    /** First the present state, then every change, and a last event {@code end} with the finished operation. */
    @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Permitted("operation:read")
    Mono<Void> follow(@PathVariable UUID id, @AuthenticationPrincipal Caller caller, ServerHttpResponse response) {
        return found(id, caller)
                .flatMap(snapshot -> EventStreams.write(response, feeds.of(snapshot, caller.may("log:read"))));
    }

    private Mono<StoredOperations.Snapshot> found(UUID id, Caller caller) {
        return operations
                .find(id, ProjectScope.of(caller))
                .switchIfEmpty(Mono.error(() ->
                        Problem.of(ProblemType.NOT_FOUND, "no operation " + id).asException()));
    }
}
