package dev.moru.gateway.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
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

    private final MeterRegistry meters;

    RequestMetrics(MeterRegistry meters) {
        this.meters = meters;
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
        var tags = Tags.of(
                "method", exchange.getRequest().getMethod().name(),
                "route", route(exchange),
                "status", status == null ? "200" : String.valueOf(status.value()));
        Counter.builder("http.requests")
                .description("Requests answered")
                .tags(tags)
                .register(meters)
                .increment();
        Timer.builder("http.request.duration")
                .description("From the request's head to the answer's")
                .tags(tags)
                .serviceLevelObjectives(
                        Duration.ofMillis(7), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(meters)
                .record(Duration.ofNanos(nanos));
    }

    private static String route(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern
                ? pattern.getPatternString()
                : "none";
    }
}
