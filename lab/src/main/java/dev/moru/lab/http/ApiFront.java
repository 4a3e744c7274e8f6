package dev.moru.lab.http;

import dev.moru.lab.access.Authentication;
import dev.moru.lab.access.Authorization;
import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Busy;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Caller;
import dev.moru.lab.api.Locks;
import dev.moru.lab.api.Loop;
import dev.moru.lab.api.Routes;
import dev.moru.lab.cluster.Nodes;
import dev.moru.lab.fault.Fault;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.schema.Check;
import dev.moru.lab.schema.Formats;
import dev.moru.lab.state.Journal;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /api2/{format}}: runs a request through Proxmox's checks in Proxmox's order, then through its handler. */
public final class ApiFront {

    private static final Logger LOG = LoggerFactory.getLogger(ApiFront.class);

    private final Parts parts;
    private final Duration refusalDelay;

    /** What a request passes through. */
    public record Parts(
            Loop loop,
            Locks locks,
            Journal journal,
            Routes routes,
            Formats formats,
            Authentication authentication,
            Authorization authorization,
            Nodes nodes,
            Faults faults,
            CallRecorder recorder) {}

    /** @param refusalDelay how long a 401 is held back */
    public ApiFront(Parts parts, Duration refusalDelay) {
        this.parts = parts;
        this.refusalDelay = refusalDelay;
    }

    void serve(Request request, List<String> segments, Exchange exchange) {
        var format = AnswerFormat.named(segments.get(1));
        if (format.isEmpty()) {
            exchange.answer(AnswerFormat.JSON.failure(new ApiFailure(501, "no such format '" + segments.get(1) + "'")));
            return;
        }
        new Attempt(request, segments.subList(2, segments.size()), format.get(), exchange).arrive();
    }

    /** One request on its way; it may be tried again when a lock becomes free. */
    private final class Attempt {

        private final Request request;
        private final List<String> segments;
        private final String path;
        private final AnswerFormat format;
        private final Exchange exchange;
        private Caller caller = Caller.NOBODY;
        private @Nullable Instant waitingSince;
        private @Nullable Object result;

        private Attempt(Request request, List<String> segments, AnswerFormat format, Exchange exchange) {
            this.request = request;
            this.segments = segments;
            this.path = "/" + String.join("/", segments);
            this.format = format;
            this.exchange = exchange;
        }

        private void arrive() {
            var latency = strike(FaultKind.LATENCY).map(fault -> fault.delay(Duration.ofSeconds(1)));
            if (latency.isPresent()) {
                parts.loop().after(latency.get(), this::meetFaults);
            } else {
                meetFaults();
            }
        }

        private void meetFaults() {
            var fault = strike(FaultKind.HALF_OPEN)
                    .or(() -> strike(FaultKind.HANG_UP))
                    .or(() -> strike(FaultKind.HTML))
                    .or(() -> strike(FaultKind.PROXY_595))
                    .or(() -> strike(FaultKind.PROXY_596))
                    .or(() -> strike(FaultKind.ERROR));
            if (fault.isEmpty()) {
                run(exchange);
            } else if (fault.get().after()) {
                run(new SpoiltExchange(exchange, fault.get()));
            } else {
                new SpoiltExchange(exchange, fault.get()).spoil();
            }
        }

        private Optional<Fault> strike(FaultKind kind) {
            return parts.faults().strike(kind, request.method(), path);
        }

        private void run(Exchange target) {
            try {
                result = handle();
                finish(target, format.success(result), 200);
            } catch (Busy busy) {
                waitFor(busy, target);
            } catch (ApiFailure failure) {
                refuse(target, failure);
            } catch (RuntimeException broken) {
                LOG.error("{} {} broke", request.method(), path, broken);
                refuse(target, ApiFailure.because("internal error: " + broken.getMessage()));
            }
        }

        /** Patience is counted from the first time that the lock was not to be had. */
        private void waitFor(Busy busy, Exchange target) {
            var now = parts.loop().now();
            var since = waitingSince == null ? now : waitingSince;
            waitingSince = since;
            var left = busy.patience().minus(Duration.between(since, now));
            parts.locks()
                    .await(
                            busy.lock(),
                            left,
                            () -> run(target),
                            () -> refuse(target, ApiFailure.because(busy.message())));
        }

        private @Nullable Object handle() {
            var match = parts.routes().find(request.method(), segments);
            var isOpen = match.filter(found -> found.endpoint().permission() instanceof Check.World)
                    .isPresent();
            if (!isOpen) {
                caller = parts.authentication().caller(request::header, request.isWrite());
                refuseRevoked();
            }
            var route = match.orElseThrow(
                    () -> new ApiFailure(501, "Method '" + request.method() + " " + path + "' not implemented"));
            var given = withVariables(Parameters.of(request), route.variables());
            if (!route.endpoint().tokensAllowed() && caller.tokenId() != null) {
                throw ApiFailure.forbidden(
                        "URI '" + request.rawPath() + "' not available with API token, need proper ticket.\n");
            }
            parts.authorization().require(route.endpoint().permission(), caller, given);
            forward(given);
            var violations = route.endpoint().violations(given, parts.formats());
            if (!violations.isEmpty()) {
                throw ApiFailure.badParameters(violations);
            }
            if (request.isWrite() && strike(FaultKind.NO_QUORUM).isPresent()) {
                throw ApiFailure.because("cluster not ready - no quorum?");
            }
            return route.handler().handle(new Call(route.endpoint(), path, caller, given));
        }

        private void refuseRevoked() {
            if (caller.tokenId() != null && parts.faults().hits(FaultKind.TOKEN_REVOKED, caller.id())) {
                throw new ApiFailure(401, "Authentication failed!");
            }
        }

        private Map<String, String> withVariables(Map<String, String> given, Map<String, String> variables) {
            variables.forEach((name, value) -> {
                var other = given.put(name, value);
                if (other != null && !other.equals(value)) {
                    throw ApiFailure.badParameter(
                            name, "duplicate parameter (already defined in URI) with conflicting values!");
                }
            });
            return given;
        }

        /** A call for another node goes through the proxy between nodes. */
        private void forward(Map<String, String> given) {
            if (segments.size() < 2 || !segments.get(0).equals("nodes")) {
                return;
            }
            var node = given.getOrDefault("node", segments.get(1));
            if (!parts.nodes().exists(node)) {
                throw ApiFailure.because("hostname lookup '" + node + "' failed - failed to get address info for: "
                        + node + ": Name or service not known");
            }
            if (!parts.nodes().isOnline(node)) {
                throw new ApiFailure(595, "No route to host");
            }
        }

        private void refuse(Exchange target, ApiFailure failure) {
            if (failure.status() == 401 && !refusalDelay.isZero()) {
                parts.loop().after(refusalDelay, () -> finish(target, format.failure(failure), failure.status()));
            } else {
                finish(target, format.failure(failure), failure.status());
            }
        }

        private void finish(Exchange target, Response response, int status) {
            if (request.isWrite()) {
                parts.recorder().record(request, path, caller, status, result);
            }
            try {
                parts.journal().commit();
            } catch (UncheckedIOException full) {
                LOG.error("the lab can't keep what it did", full);
                target.hangUp();
                return;
            }
            target.answer(response);
        }
    }
}
