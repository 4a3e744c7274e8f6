package dev.moru.gateway.deadletter;

import dev.moru.durable.consume.DeadLetterEndpoint;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Those of the gateway itself. */
final class OwnDeadLetters implements DeadLetterOwner {

    private final DeadLetterEndpoint endpoint;
    private final JsonMapper json;

    OwnDeadLetters(DeadLetterEndpoint endpoint, JsonMapper json) {
        this.endpoint = endpoint;
        this.json = json;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Mono<List<JsonNode>> list() {
        return waiting(() -> endpoint.list().stream()
                .map(entry -> json.<JsonNode>valueToTree(entry))
                .toList());
    }

    @Override
    public Mono<JsonNode> show(UUID id) {
        return waiting(() -> endpoint.show(id)).flatMap(this::answer);
    }

    @Override
    public Mono<JsonNode> replay(UUID id) {
        return waiting(() -> endpoint.replay(id)).flatMap(this::answer);
    }

    @Override
    public Mono<JsonNode> discard(UUID id) {
        return waiting(() -> endpoint.discard(id)).flatMap(this::answer);
    }

    private static <T> Mono<T> waiting(Supplier<T> work) {
        return Mono.fromSupplier(work).subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<JsonNode> answer(WebEndpointResponse<DeadLetterEndpoint.Entry> answer) {
        var entry = answer.getBody();
        if (entry == null) {
            return Mono.empty();
        }
        return answer.getStatus() == WebEndpointResponse.STATUS_OK
                ? Mono.just(json.valueToTree(entry))
                : Mono.error(
                        () -> Problem.of(ProblemType.STILL_DEAD, entry.reason()).asException());
    }
}
