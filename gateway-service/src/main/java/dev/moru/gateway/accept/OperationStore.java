package dev.moru.gateway.accept;

import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.audit.Requester;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Operations that were accepted. */
public interface OperationStore {

    /** An operation with its command; empty when there is none. */
    Mono<EndedOperation> find(UUID operation);

    /**
     * Asks the owner to cancel an operation, in one transaction with the audit row. Asking again while the first request
     * is under way changes nothing. Ends with a problem when there is no such operation, or it has ended.
     */
    Mono<Operation> cancel(UUID operation, Requester requester, boolean validateOnly);
}
