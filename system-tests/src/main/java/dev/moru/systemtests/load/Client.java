package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Exchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One user of the public API, who asks any replica of the gateway and logs every request with what came back. */
final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OVERLOADED = 429;
    private static final int LEAST_FAULT = 500;
    private static final long PAUSE_MILLIS = 200;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final int number;
    private final List<URI> gateways;
    private final String token;
    private final Journal<Exchange> log;
    private final RandomGenerator random;

    Client(int number, List<URI> gateways, String token, Journal<Exchange> log, RandomGenerator random) {
        this.number = number;
        this.gateways = List.copyOf(gateways);
        this.token = token;
        this.log = log;
        this.random = random;
    }

    /** Repeats a request under its key until it is answered for good, or nobody wants to know any more. */
    Exchange insist(Request request, BooleanSupplier goOn) {
        while (true) {
            var exchange = send(request);
            var isFinal = exchange.isAnswered() && exchange.status() != OVERLOADED && exchange.status() < LEAST_FAULT;
            if (isFinal || !goOn.getAsBoolean()) {
                return exchange;
            }
            pause(PAUSE_MILLIS);
        }
    }

    Exchange send(Request request) {
        var gateway = gateways.get(random.nextInt(gateways.size()));
        var sentAt = Instant.now();
        var response = exchange(http(gateway, request));
        var exchange = new Exchange(
                number,
                gateway.toString(),
                request.method(),
                request.path(),
                request.key(),
                request.body(),
                sentAt,
                Instant.now(),
                response == null ? 0 : response.statusCode(),
                response == null ? null : json(response.body()));
        if (!request.method().equals("GET")) {
            log.append(exchange);
        }
        return exchange;
    }

    private HttpRequest http(URI gateway, Request request) {
        var builder = HttpRequest.newBuilder(gateway.resolve(request.path()))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .method(
                        request.method(),
                        request.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(request.body()));
        if (!request.body().isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        if (request.key() != null) {
            builder.header("Idempotency-Key", request.key());
        }
        return builder.build();
    }

    private @Nullable HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private static @Nullable JsonNode json(String body) {
        try {
            return body.isBlank() ? null : JSON.readTree(body);
        } catch (JacksonException e) {
            return null;
        }
    }

    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A request that can be sent again as it is.
     *
     * @param body JSON, or empty
     */
    record Request(String method, String path, @Nullable String key, String body) {

        static Request get(String path) {
            return new Request("GET", path, null, "");
        }

        static Request of(String method, String path, String key, Map<String, ?> body) {
            return new Request(method, path, key, body.isEmpty() ? "" : JSON.writeValueAsString(body));
        }
    }
}
