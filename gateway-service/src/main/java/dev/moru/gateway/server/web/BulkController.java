package dev.moru.gateway.server.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.accept.BulkRequest;
import dev.moru.gateway.accept.BulkStore;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.MatchingServers;
import dev.moru.gateway.server.ServerRef;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One action on many servers. */
@RestController
class BulkController {

    private final BulkStore store;
    private final MatchingServers matching;
    private final Incoming incoming;

    BulkController(BulkStore store, MatchingServers matching, Incoming incoming) {
        this.store = store;
        this.matching = matching;
        this.incoming = incoming;
    }

    @PostMapping("/api/v1/projects/{project}/servers:bulk")
    @Permitted("server:bulk")
    Mono<ResponseEntity<AcceptedBulk>> bulk(@PathVariable String project, @RequestBody BulkBody body, Call call) {
        body.check(call.caller());
        var key = incoming.key(call, body);
        return store.earlier(key)
                .switchIfEmpty(Mono.defer(() -> accept(project, body, key, call)))
                .map(accepted -> answer(accepted, call));
    }

    private Mono<BulkStore.Accepted> accept(String project, BulkBody body, RequestKey key, Call call) {
        var requester = incoming.requester(call.exchange(), call.caller());
        return servers(project, body)
                .map(servers -> body.request(project, servers))
                .flatMap(request ->
                        store.accept(request, requester, key, call.terms().validateOnly()));
    }

    private Mono<List<ServerRef>> servers(String project, BulkBody body) {
        if (body.filter() == null) {
            return Mono.just(body.named(project));
        }
        return matching.find(project, body.filter(), BulkRequest.MOST_SERVERS)
                .doOnNext(found -> requireCount(found.size(), body))
                .map(found -> found.stream()
                        .map(id -> new ServerRef(project, id.toString()))
                        .toList());
    }

    private static void requireCount(int actual, BulkBody body) {
        if (body.expectedCount() == null || actual != body.expectedCount()) {
            throw Problem.of(ProblemType.COUNT_DIFFERS, "the filter matches " + actual + " servers")
                    .with("actualCount", actual)
                    .asException();
        }
    }

    private static ResponseEntity<AcceptedBulk> answer(BulkStore.Accepted accepted, Call call) {
        var body = new AcceptedBulk(accepted.parent(), accepted.items());
        return call.terms().validateOnly()
                ? ResponseEntity.ok(body)
                : ResponseEntity.accepted()
                        .location(URI.create(
                                "/api/v1/operations/" + accepted.parent().id()))
                        .body(body);
    }

    /** The parent operation, with what has become of each server. */
    record AcceptedBulk(@JsonUnwrapped Operation operation, List<BulkStore.Item> items) {}
}
