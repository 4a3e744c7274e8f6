package dev.moru.gateway.capacity;

import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Refuses whatever would be stored while too little space is left, so that neither the database nor Kafka meets a full disk.
 * Reading goes on, and so does signing in, which stores next to nothing.
 */
@Component
@EnableConfigurationProperties(FreeSpaceProperties.class)
class FreeSpaceGate implements WebFilter {

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String API = "/api/v1/";
    private static final String SESSIONS = API + "sessions";
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Optional<FreeSpace> space;

    FreeSpaceGate(FreeSpaceProperties properties) {
        this.space = Optional.ofNullable(properties.directory())
                .map(directory -> new FreeSpace(directory, properties.least()));
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return space.isEmpty() || !stores(exchange) || space.get().isEnough()
                ? chain.filter(exchange)
                : Mono.error(
                        () -> Problem.of(ProblemType.DISK_FULL, "too little disk space is left; nothing was accepted")
                                .retryAfter(PAUSE)
                                .asException());
    }

    private static boolean stores(ServerWebExchange exchange) {
        var path = exchange.getRequest().getPath().value();
        return path.startsWith(API)
                && !path.startsWith(SESSIONS)
                && !READS.contains(exchange.getRequest().getMethod());
    }
}
