package dev.moru.gateway.operation;

import dev.moru.contracts.operation.Operation;
import java.time.Duration;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Awaits the end of operations. */
public interface OperationWatch {

    /**
     * The finished operation, as soon as its end is known here; when the time is over first, the operation as it is then.
     *
     * @return empty when nothing is known of it
     */
    Mono<Operation> awaited(UUID operation, Duration atMost);
}
