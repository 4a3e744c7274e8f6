package dev.moru.gateway.audit;

import reactor.core.publisher.Mono;

/** Takes what happened outside of an accepting transaction: sign-ins, and requests that were denied. */
public interface AuditTrail {

    /** Appends an entry in a transaction of its own, or in the running one. */
    Mono<Void> append(AuditEntry entry);
}
