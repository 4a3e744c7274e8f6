package dev.moru.gateway.operation;

import dev.moru.contracts.operation.Operation;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Awaits the end of operations. */
public interface OperationWatch {

    /**
     * The finished operation, as soon as its end is known here.
     *
     * @return empty when the time is over first
     */
    Mono<Operation> ended(UUID operation, Duration atMost);
}
