package dev.moru.gateway.accept;

import dev.moru.contracts.operation.Operation;
import dev.moru.gateway.audit.Requester;
import java.util.List;
import reactor.core.publisher.Mono;

/** Accepts bulk requests: parent, children and their commands in one transaction, all heads locked in the order of ids. */
public interface BulkStore {

    /** @param validateOnly only tell what would happen */
    Mono<Accepted> accept(BulkRequest request, Requester requester, RequestKey key, boolean validateOnly);

    /**
     * An accepted bulk request.
     *
     * @param items empty when the same request was accepted before
     */
    record Accepted(Operation parent, List<BulkRuling.Item> items) {}
}
