package dev.moru.gateway.deadletter;

import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A service that has put records aside. What does not wait there any more is empty. */
interface DeadLetterOwner {

    /** The name of the service. */
    String name();

    Mono<List<JsonNode>> list();

    Mono<JsonNode> show(UUID id);

    /** Ends with a problem when the record still can't be handled. */
    Mono<JsonNode> replay(UUID id);

    Mono<JsonNode> discard(UUID id);
}
