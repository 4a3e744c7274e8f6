package dev.moru.gateway.accept;

import java.util.List;
import reactor.core.publisher.Mono;

/** Rules on submissions and stores what was accepted, each time in one transaction. */
public interface AcceptStore {

    /** One ruling per submission, in their order; what was accepted is stored when this completes. */
    Mono<List<Ruling>> accept(List<Submission> group);

    /** The ruling as it would be now; nothing is stored. */
    Mono<Ruling> preview(Submission submission);

    /** Whether a failure of the store means that it is away, so that trying at once again is of no use. */
    boolean isOutage(Throwable failure);
}
