package dev.moru.gateway.request;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.accept.Submission;
import dev.moru.gateway.accept.Wish;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.trace.RequestTrace;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import tools.jackson.databind.json.JsonMapper;

/** Reads from a mutating request what is no matter of its route. */
public final class Incoming {

    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 255;

    private final RequestKeys keys;
    private final JsonMapper json;

    Incoming(RequestKeys keys, JsonMapper json) {
        this.keys = keys;
        this.json = json;
    }

    public Submission submission(Call call, @Nullable Object body, Wish wish) {
        return new Submission(newId(), key(call, body), requester(call.exchange(), call.caller()), wish);
    }

    /** @param body as it was understood, so that white space and the order of fields make no difference */
    public RequestKey key(Call call, @Nullable Object body) {
        var request = call.exchange().getRequest();
        return keys.of(
                idempotencyKey(request),
                body == null ? new byte[0] : json.writeValueAsBytes(body),
                call.caller().actor(),
                request.getMethod().name(),
                request.getPath().value(),
                Objects.requireNonNullElse(request.getURI().getRawQuery(), ""));
    }

    public Requester requester(ServerWebExchange exchange, Caller caller) {
        return new Requester(
                caller.actor(),
                address(exchange.getRequest()),
                RequestTrace.traceparent(exchange).orElse(null));
    }

    /** A new id; ids sort by the time at which they were made. */
    public static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    private static String idempotencyKey(ServerHttpRequest request) {
        var given = request.getHeaders().getFirst(IDEMPOTENCY_KEY);
        if (given == null || given.isBlank()) {
            return newId().toString();
        }
        if (given.length() > LONGEST_KEY) {
            throw Problem.of(ProblemType.BAD_PARAMETER, IDEMPOTENCY_KEY + " is longer than " + LONGEST_KEY)
                    .asException();
        }
        return given;
    }

    private static @Nullable String address(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? null
                : remote.getAddress().getHostAddress();
    }
}
