package dev.moru.monitoring.alert.web;

import dev.moru.durable.FailPoint;
import dev.moru.monitoring.alert.AlertIntake;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes what Alertmanager reports. What is answered with 2xx is stored; anything from 500 on it sends again. */
@RestController
class AlertmanagerHook {

    private static final Logger log = LoggerFactory.getLogger(AlertmanagerHook.class);

    private final AlertIntake intake;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter truncated;

    AlertmanagerHook(AlertIntake intake, TransactionTemplate transaction, Clock clock, MeterRegistry registry) {
        this.intake = intake;
        this.transaction = transaction;
        this.clock = clock;
        this.truncated = Counter.builder("moru.alerts.truncated")
                .description("Alerts that Alertmanager has left out of its reports")
                .baseUnit("alerts")
                .register(registry);
    }

    @PostMapping("/hooks/alertmanager")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> report(@RequestBody AlertGroup group) {
        return Mono.<Void>fromRunnable(() -> take(group)).subscribeOn(Schedulers.boundedElastic());
    }

    private void take(AlertGroup group) {
        var reports = group.reports(clock.instant());
        transaction.executeWithoutResult(status -> {
            intake.take(reports);
            FailPoint.reach("alerts.before-commit");
        });
        FailPoint.reach("alerts.after-commit");
        if (group.leftOut() > 0) {
            truncated.increment(group.leftOut());
            log.error("Alertmanager has left {} alerts out; set max_alerts to 0", group.leftOut());
        }
    }

    @ExceptionHandler({DataAccessException.class, TransactionException.class})
    ResponseEntity<Void> databaseAway(RuntimeException failure) {
        log.warn("A report of alerts waits for the database: {}", failure.getMessage());
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
    }
}
