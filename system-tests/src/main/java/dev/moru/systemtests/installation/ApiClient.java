package dev.moru.systemtests.installation;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client as a careful user writes one: each write has a key, and is repeated with it until it is answered. */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI gateway;
    private final String token;

    public ApiClient(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /** An answer, with its body as far as it is JSON. */
    public record Answer(int status, JsonNode body) {

        public UUID operationId() {
            return UUID.fromString(body.path("id").asString());
        }
    }

    /** Sends a write until it gets an answer that is neither "busy" nor "away". */
    public Answer write(String method, String path, Map<String, ?> body) {
        var key = UUID.randomUUID().toString();
        var giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            var answer = once(method, path, body, key);
            if (answer != null && answer.status() != 429 && answer.status() < 500) {
                return answer;
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException(method + " " + path + " got no answer in " + PATIENCE);
            }
            pause();
        }
    }

    /** Sends a write once, with a key of the caller's; null when no answer came. */
    public @Nullable Answer once(String method, String path, Map<String, ?> body, String key) {
        var request = request(path)
                .header("Idempotency-Key", key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)));
        return send(request);
    }

    /** Reads until there is an answer. */
    public Answer read(String path) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            var answer = send(request(path).GET());
            if (answer != null && answer.status() < 500) {
                return answer;
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("GET " + path + " got no answer in " + PATIENCE);
            }
            pause();
        }
    }

    /** Reads again and again until the answer is what was waited for. */
    public JsonNode await(String path, Predicate<JsonNode> wanted) {
        var giveUp = Instant.now().plus(PATIENCE);
        while (true) {
            var body = read(path).body();
            if (wanted.test(body)) {
                return body;
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("GET " + path + " did not become what it should: " + body);
            }
            pause();
        }
    }

    /** Waits for the end of an operation and returns its document. */
    public JsonNode awaitEnd(UUID operation, Duration atMost) {
        var giveUp = Instant.now().plus(atMost);
        while (true) {
            var document = read("/api/v1/operations/" + operation).body();
            if (!document.path("endedAt").isNull() && !document.path("endedAt").isMissingNode()) {
                return document;
            }
            if (Instant.now().isAfter(giveUp)) {
                throw new IllegalStateException("the operation has not ended in " + atMost + ": " + document);
            }
            pause();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private @Nullable Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            var text = response.body();
            return new Answer(response.statusCode(), text.isBlank() ? json.createObjectNode() : json.readTree(text));
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
