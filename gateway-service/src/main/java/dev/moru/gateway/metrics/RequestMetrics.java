package dev.moru.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/** Counts and times requests by method, route and status; never by concrete path, which nobody bounds. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestMetrics implements WebFilter {

    private final MeterRegistry registry;
    private final Map<Kind, Meters> kinds = new ConcurrentHashMap<>();

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var begun = System.nanoTime();
        exchange.getResponse().beforeCommit(() -> {
            record(exchange, System.nanoTime() - begun);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private void record(ServerWebExchange exchange, long nanos) {
        var status = exchange.getResponse().getStatusCode();
        var kind = new Kind(
                exchange.getRequest().getMethod().name(), route(exchange), status == null ? 200 : status.value());
        kinds.computeIfAbsent(kind, this::meters).record(nanos);
    }

    /** What is counted and timed by itself. */
    private record Kind(String method, String route, int status) {}

    private record Meters(Counter count, Timer duration) {

        void record(long nanos) {
            count.increment();
            duration.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    private Meters meters(Kind kind) {
        var tags = Tags.of("method", kind.method(), "route", kind.route(), "status", String.valueOf(kind.status()));
        return new Meters(
                Counter.builder("http.requests")
                        .description("Requests answered")
                        .tags(tags)
                        .register(registry),
                Timer.builder("http.request.duration")
                        .description("From the request's head to the answer's")
                        .tags(tags)
                        .serviceLevelObjectives(
                                Duration.ofMillis(7),
                                Duration.ofMillis(25),
                                Duration.ofMillis(100),
                                Duration.ofSeconds(1))
                        .register(registry));
    }

    private static String route(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern
                ? pattern.getPatternString()
                : "none";
    }
}
