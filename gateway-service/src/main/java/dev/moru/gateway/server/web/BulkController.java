package dev.moru.gateway.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.accept.BulkRequest;
import dev.moru.gateway.accept.BulkRuling;
import dev.moru.gateway.accept.BulkStore;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.server.MatchingServers;
import dev.moru.gateway.server.ServerRef;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
        return servers(project, body)
                .map(servers -> body.request(project, servers))
                .flatMap(request -> store.accept(
                        request,
                        incoming.requester(call.exchange(), call.caller()),
                        incoming.key(call, body),
                        call.terms().validateOnly()))
                .map(accepted -> answer(accepted, call));
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
        var body = new AcceptedBulk(
                accepted.parent(), accepted.items().stream().map(Item::of).toList());
        return call.terms().validateOnly()
                ? ResponseEntity.ok(body)
                : ResponseEntity.accepted()
                        .location(URI.create(
                                "/api/v1/operations/" + accepted.parent().id()))
                        .body(body);
    }

    /**
     * The parent operation, with what has become of each server.
     *
     * @param items empty in the answer to a repeated request
     */
    record AcceptedBulk(@JsonUnwrapped Operation operation, List<Item> items) {}

    /**
     * One server of the request.
     *
     * @param operation the child; absent when the server is left out
     * @param problem why it is left out
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Item(
            String server,
            @Nullable UUID operation,
            @Nullable URI problem,
            @Nullable String detail) {

        static Item of(BulkRuling.Item item) {
            var child = item.child();
            var problem = item.problem();
            return new Item(
                    item.server().word(),
                    child == null ? null : child.operation().document().id(),
                    problem == null ? null : problem.type().uri(),
                    problem == null ? null : problem.detail());
        }
    }
}
