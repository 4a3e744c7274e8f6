package dev.moru.gateway.accept.persistence;

import dev.moru.gateway.accept.AcceptProperties;
import dev.moru.gateway.database.Cells;
import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks every second whether what was accepted leaves for Kafka, so that an outage does not fill the disk. */
@Component
class OutboxBacklog implements SmartLifecycle {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final String IS_LONG = """
            select exists (select 1 from outbox order by position offset $1 limit 1) as is_long
            """;

    private final DatabaseClient database;
    private final long limit;
    private volatile boolean tooLong;
    private Disposable watching = Disposables.disposed();

    OutboxBacklog(DatabaseClient database, AcceptProperties properties) {
        this.database = database;
        this.limit = properties.outboxLimit();
    }

    boolean isTooLong() {
        return tooLong;
    }

    @Override
    public void start() {
        watching = Flux.interval(PERIOD)
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1)
                .subscribe(found -> tooLong = found);
    }

    /** A database that is away answers for itself: what is known stays. */
    private Mono<Boolean> look() {
        return database.sql(IS_LONG)
                .bind(0, limit)
                .map(row -> new Cells(row).flag("is_long"))
                .one()
                .onErrorComplete();
    }

    @Override
    public void stop() {
        watching.dispose();
    }

    @Override
    public boolean isRunning() {
        return !watching.isDisposed();
    }
}
