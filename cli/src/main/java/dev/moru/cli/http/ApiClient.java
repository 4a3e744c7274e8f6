package dev.moru.cli.http;

import dev.moru.cli.exit.ExitCode;
import dev.moru.cli.exit.Failure;
import dev.moru.cli.output.Documents;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Talks to one gateway. Every write carries an {@code Idempotency-Key}, and is sent again with the same key when the
 * connection breaks or the gateway asks to come back, so that a restart of it is only a pause.
 */
public final class ApiClient {

    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final Endpoint endpoint;
    private final HttpClient http;
    private final Duration retryFor;
    private final Clock clock;
    private final Pause pause;
    private final Consumer<String> notice;

    /**
     * @param retryFor how long a write, or a request that the gateway put off, is tried again
     * @param notice is told when a request has to wait
     */
    public ApiClient(Endpoint endpoint, Duration retryFor, Clock clock, Pause pause, Consumer<String> notice) {
        this.endpoint = endpoint;
        this.http = Connection.to(endpoint);
        this.retryFor = retryFor;
        this.clock = clock;
        this.pause = pause;
        this.notice = notice;
    }

    public JsonNode get(ApiPath path) {
        return send(new Call("GET", path, null, Map.of())).body();
    }

    public ApiAnswer post(ApiPath path, @Nullable JsonNode body) {
        return send(write("POST", path, body, Map.of()));
    }

    /** @param ifMatch the revision that the change builds on, as an ETag; none when absent */
    public ApiAnswer patch(ApiPath path, JsonNode body, @Nullable String ifMatch) {
        return send(write("PATCH", path, body, precondition(ifMatch)));
    }

    public ApiAnswer delete(ApiPath path, @Nullable String ifMatch) {
        return send(write("DELETE", path, null, precondition(ifMatch)));
    }

    /** A write with headers of its own, such as those of a session that a cookie stands for. */
    public ApiAnswer write(String method, ApiPath path, Map<String, String> headers) {
        return send(write(method, path, null, headers));
    }

    public ApiAnswer post(ApiPath path, JsonNode body, Map<String, String> headers) {
        return send(write("POST", path, body, headers));
    }

    /**
     * Opens an event stream, once: whoever follows it decides what a failure means.
     *
     * @param lastEventId where to resume; none begins with what comes next
     */
    public EventStream events(ApiPath path, @Nullable String lastEventId) {
        var headers = lastEventId == null
                ? Map.of("Accept", "text/event-stream")
                : Map.of("Accept", "text/event-stream", "Last-Event-ID", lastEventId);
        try {
            var request = prepared(new Call("GET", path, null, headers)).build();
            var response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return new EventStream(response.body());
            }
            throw new ApiProblem(response.statusCode(), Documents.parseLeniently(text(response.body())));
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    private ApiAnswer send(Call call) {
        var patience = new Patience(retryFor, clock, RandomGenerator.getDefault());
        try {
            for (var first = true; ; first = false) {
                var rest = attempt(call, patience);
                if (rest.answer() != null) {
                    return rest.answer();
                }
                if (first) {
                    notice.accept(rest.reason() + "; trying again for up to " + retryFor.toSeconds() + " s");
                }
                pause.rest(rest.pause());
            }
        } catch (InterruptedException stopped) {
            throw interrupted();
        }
    }

    /** One attempt: an answer, or how long to rest before the next one, or the failure that ends it all. */
    private Attempt attempt(Call call, Patience patience) throws InterruptedException {
        try {
            var response = http.send(
                    prepared(call).timeout(ANSWER_TIMEOUT).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            var body = Documents.parseLeniently(response.body());
            if (response.statusCode() < 400) {
                return new Attempt(new ApiAnswer(response.statusCode(), response.headers(), body), "", Duration.ZERO);
            }
            var problem = new ApiProblem(response.statusCode(), body);
            return restOrThrow(putOff(response) ? patience.pauseAfter(response.headers()) : Optional.empty(), problem);
        } catch (SSLException failure) {
            throw unreachable(failure);
        } catch (IOException failure) {
            return restOrThrow(call.isWrite() ? patience.pause() : Optional.empty(), unreachable(failure));
        }
    }

    private static Attempt restOrThrow(Optional<Duration> pause, Failure failure) {
        return new Attempt(null, failure.sentence(), pause.orElseThrow(() -> failure));
    }

    private static boolean putOff(HttpResponse<?> response) {
        return response.statusCode() == 429 || response.statusCode() == 503;
    }

    private HttpRequest.Builder prepared(Call call) {
        var body = call.body() == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(Documents.compact(call.body()), StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(address(call.path())).method(call.method(), body);
        request.header("User-Agent", "moru-cli");
        request.setHeader("Accept", "application/json");
        if (call.body() != null) {
            request.setHeader("Content-Type", "application/json");
        }
        endpoint.bearer().ifPresent(bearer -> request.setHeader("Authorization", bearer));
        call.headers().forEach(request::setHeader);
        return request;
    }

    private URI address(ApiPath path) {
        var base = endpoint.url().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private Failure unreachable(IOException failure) {
        if (failure instanceof SSLException) {
            return new Failure(
                    ExitCode.UNAVAILABLE,
                    "the certificate of " + endpoint.url() + " is not trusted: " + failure.getMessage(),
                    List.of("name the authority that signed it with MORU_CA_FILE or 'moru login --ca-file'"));
        }
        return new Failure(ExitCode.UNAVAILABLE, endpoint.url() + " does not answer");
    }

    private static Failure interrupted() {
        Thread.currentThread().interrupt();
        return new Failure(ExitCode.FAILURE, "interrupted");
    }

    private static Call write(String method, ApiPath path, @Nullable JsonNode body, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("Idempotency-Key", UUID.randomUUID().toString());
        return new Call(method, path, body, all);
    }

    private static Map<String, String> precondition(@Nullable String ifMatch) {
        return ifMatch == null ? Map.of() : Map.of("If-Match", ifMatch);
    }

    private static String text(InputStream body) throws IOException {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private record Call(
            String method, ApiPath path, @Nullable JsonNode body, Map<String, String> headers) {

        boolean isWrite() {
            return !"GET".equals(method);
        }
    }

    private record Attempt(@Nullable ApiAnswer answer, String reason, Duration pause) {}
}
