package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Exchange;
import dev.moru.systemtests.load.Client.Request;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What one user asks for: again until it is answered, always under the same key. All that was begun is remembered. */
final class Session {

    private final Client client;
    private final Estate estate;
    private final RandomGenerator random;
    private final BooleanSupplier goOn;

    /** @param goOn whether anybody still wants to know */
    Session(Client client, Estate estate, RandomGenerator random, BooleanSupplier goOn) {
        this.client = client;
        this.estate = estate;
        this.random = random;
        this.goOn = goOn;
    }

    Estate estate() {
        return estate;
    }

    RandomGenerator random() {
        return random;
    }

    String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** Under a key of its own. */
    Request request(String method, String path, Map<String, ?> body) {
        return Request.of(method, path, UUID.randomUUID().toString(), body);
    }

    Exchange insist(String method, String path, Map<String, ?> body) {
        return insist(request(method, path, body));
    }

    Exchange insist(Request request) {
        var exchange = client.insist(request, goOn);
        exchange.operation().ifPresent(estate::remember);
        return exchange;
    }

    /** As from a client that is too eager. */
    void sendAtOnce(Request request, int times) {
        var all = Stream.generate(() -> CompletableFuture.runAsync(() -> client.send(request)))
                .limit(times)
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).join();
    }

    /** What is shown there now; nothing, when there is no answer. */
    JsonNode look(String path) {
        var answer = client.send(Request.get(path)).answer();
        return answer == null ? MissingNode.getInstance() : answer;
    }
}
