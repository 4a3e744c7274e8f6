package dev.moru.durable;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries W3C trace context over messages and work items. What is not sampled costs the look at one character.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">traceparent</a>
 */
public final class Traces {

    /** Follows nothing. */
    public static final Traces NONE = new Traces(Tracer.NOOP, Propagator.NOOP);

    private static final String HEADER = "traceparent";
    private static final int LENGTH = 55;

    private final Tracer tracer;
    private final Propagator propagator;

    public Traces(Tracer tracer, Propagator propagator) {
        this.tracer = tracer;
        this.propagator = propagator;
    }

    /** The trace context of the running span; null when there is none. */
    public @Nullable String current() {
        var span = tracer.currentSpan();
        if (span == null || span.isNoop()) {
            return null;
        }
        var carrier = new HashMap<String, String>();
        propagator.inject(span.context(), carrier, (ignored, name, value) -> carrier.put(name, value));
        return carrier.get(HEADER);
    }

    static boolean isSampled(@Nullable String traceparent) {
        // 00-<32 hex>-<16 hex>-<flags>; the last bit of the flags says "sampled".
        return traceparent != null
                && traceparent.length() >= LENGTH
                && (Character.digit(traceparent.charAt(LENGTH - 1), 16) & 1) == 1;
    }

    /** Runs an action in a span of its own that continues a trace, if that is sampled. */
    public <T> T within(String name, @Nullable String traceparent, Supplier<T> action) {
        if (!isSampled(traceparent)) {
            return withTraceId(traceparent, action);
        }
        return inScope(begin(name, traceparent), action);
    }

    /**
     * Runs an action that handles several messages at once: each sampled one gets a span that continues its trace. Only
     * one that is alone is the current span meanwhile; among several nobody could tell which of them caused what.
     */
    public <T> T withinAll(String name, List<? extends @Nullable String> traceparents, Supplier<T> action) {
        if (traceparents.size() == 1) {
            return within(name, traceparents.get(0), action);
        }
        var spans = new ArrayList<Span>();
        for (var traceparent : traceparents) {
            if (isSampled(traceparent)) {
                spans.add(begin(name, traceparent).tag("messages", String.valueOf(traceparents.size())));
            }
        }
        try {
            return action.get();
        } catch (RuntimeException e) {
            spans.forEach(span -> span.error(e));
            throw e;
        } finally {
            spans.forEach(Span::end);
        }
    }

    private <T> T inScope(Span span, Supplier<T> action) {
        try (var scope = tracer.withSpan(span)) {
            return action.get();
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private Span begin(String name, @Nullable String traceparent) {
        return propagator
                .extract(HEADER, (ignored, key) -> HEADER.equals(key) ? traceparent : null)
                .name(name)
                .kind(Span.Kind.CONSUMER)
                .start();
    }

    /** The log knows the trace even when nobody samples it. */
    private static <T> T withTraceId(@Nullable String traceparent, Supplier<T> action) {
        if (traceparent == null || traceparent.length() < LENGTH) {
            return action.get();
        }
        try (var ignored = MDC.putCloseable("traceId", traceparent.substring(3, 35))) {
            return action.get();
        }
    }
}
