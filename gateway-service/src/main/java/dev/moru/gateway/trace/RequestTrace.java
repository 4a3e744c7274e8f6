package dev.moru.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds a request's trace by its exchange. What is current on a thread belongs, in a reactive program, to whatever ran there
 * last.
 */
public final class RequestTrace {

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    private RequestTrace() {}

    /** Of a request that was refused before it was observed: the trace that its sender has begun. */
    public static Optional<String> id(ServerWebExchange exchange) {
        return context(exchange).map(TraceContext::traceId).or(() -> sent(exchange));
    }

    private static Optional<String> sent(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getRequest().getHeaders().getFirst("traceparent"))
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    /** The W3C trace context. */
    public static Optional<String> traceparent(ServerWebExchange exchange) {
        return context(exchange).map(context -> {
            var sampled = Boolean.TRUE.equals(context.sampled()) ? "01" : "00";
            return "00-" + context.traceId() + "-" + context.spanId() + "-" + sampled;
        });
    }

    private static Optional<TraceContext> context(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(observed -> observed.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(Span::context)
                .filter(context -> !context.traceId().isEmpty());
    }
}
