package dev.moru.gateway.deadletter;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Those of another service, asked for at its actuator endpoint. */
final class RemoteDeadLetters implements DeadLetterOwner {

    private static final String PATH = "/actuator/deadletters";

    /** A thousand letters with the longest reasons, or one with the longest body; the default is a fraction of it. */
    private static final int LONGEST_ANSWER = 16 << 20;

    private static final ParameterizedTypeReference<List<JsonNode>> LIST = new ParameterizedTypeReference<>() {};

    private final String name;
    private final WebClient client;
    private final Duration patience;

    RemoteDeadLetters(String name, URI address, Duration patience) {
        this.name = name;
        this.client = WebClient.builder()
                .baseUrl(address.toString())
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
        this.patience = patience;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Mono<List<JsonNode>> list() {
        return client.get().uri(PATH).retrieve().bodyToMono(LIST).timeout(patience);
    }

    @Override
    public Mono<JsonNode> show(UUID id) {
        return ask(HttpMethod.GET, id);
    }

    @Override
    public Mono<JsonNode> replay(UUID id) {
        return ask(HttpMethod.POST, id);
    }

    @Override
    public Mono<JsonNode> discard(UUID id) {
        return ask(HttpMethod.DELETE, id);
    }

    private Mono<JsonNode> ask(HttpMethod method, UUID id) {
        return client.method(method)
                .uri(PATH + "/{id}", id)
                .exchangeToMono(RemoteDeadLetters::answer)
                .timeout(patience);
    }

    private static Mono<JsonNode> answer(ClientResponse response) {
        if (response.statusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            return response.releaseBody().then(Mono.empty());
        }
        if (response.statusCode().isSameCodeAs(HttpStatus.CONFLICT)) {
            return response.bodyToMono(JsonNode.class)
                    .flatMap(refused -> Mono.error(() -> Problem.of(
                                    ProblemType.STILL_DEAD,
                                    refused.path("reason").asString("it can't be handled"))
                            .asException()));
        }
        return response.statusCode().is2xxSuccessful() ? response.bodyToMono(JsonNode.class) : response.createError();
    }
}
