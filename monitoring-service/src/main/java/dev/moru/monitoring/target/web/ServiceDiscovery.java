package dev.moru.monitoring.target.web;

import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.target.Targets;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Tells Prometheus what to scrape. */
@RestController
class ServiceDiscovery {

    private final Targets targets;
    private final int port;

    ServiceDiscovery(Targets targets, MonitoringProperties properties) {
        this.targets = targets;
        this.port = properties.exporterPort();
    }

    @GetMapping("/sd/prometheus")
    Mono<List<TargetGroup>> discover() {
        return Mono.fromCallable(() -> targets.listed().stream()
                        .map(target -> TargetGroup.of(target, port))
                        .toList())
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Prometheus keeps the targets that it has; an empty list would make it forget them. */
    @ExceptionHandler(DataAccessException.class)
    ResponseEntity<Void> databaseAway() {
        return ResponseEntity.status(503).build();
    }
}
