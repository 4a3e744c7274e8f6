package dev.moru.gateway.trace;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.util.Optional;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds a request's trace by its exchange. What is current on a thread belongs, in a reactive program, to whatever ran there
 * last.
 */
public final class RequestTrace {

    private RequestTrace() {}

    public static Optional<String> id(ServerWebExchange exchange) {
        return context(exchange).map(TraceContext::traceId);
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
