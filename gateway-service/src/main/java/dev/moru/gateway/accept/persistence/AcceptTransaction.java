package dev.moru.gateway.accept.persistence;

import dev.moru.durable.FailPoint;
import dev.moru.gateway.accept.AcceptStore;
import dev.moru.gateway.accept.GroupRuling;
import dev.moru.gateway.accept.Ruling;
import dev.moru.gateway.accept.Submission;
import dev.moru.gateway.database.DatabaseAway;
import dev.moru.gateway.database.ReactiveOutbox;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The one transaction in which a group of submissions is looked at, ruled on and stored. */
@Component
class AcceptTransaction implements AcceptStore {

    private final TransactionalOperator transactions;
    private final EstateReader reader;
    private final AcceptedWriter writer;
    private final ReactiveOutbox outbox;

    AcceptTransaction(
            TransactionalOperator transactions, EstateReader reader, AcceptedWriter writer, ReactiveOutbox outbox) {
        this.transactions = transactions;
        this.reader = reader;
        this.writer = writer;
        this.outbox = outbox;
    }

    @Override
    public Mono<List<Ruling>> accept(List<Submission> group) {
        return reader.read(group)
                .map(estate -> GroupRuling.of(group, estate))
                .flatMap(this::store)
                .as(transactions::transactional)
                .doOnNext(this::committed);
    }

    private Mono<List<Ruling>> store(List<Ruling> rulings) {
        return writer.write(acceptedOf(rulings))
                .then(Mono.fromRunnable(() -> FailPoint.reach("gateway.accept.before-commit")))
                .thenReturn(rulings);
    }

    private void committed(List<Ruling> rulings) {
        FailPoint.reach("gateway.accept.after-commit");
        if (!acceptedOf(rulings).isEmpty()) {
            outbox.wakeRelay();
        }
    }

    private static List<Ruling.Accepted> acceptedOf(List<Ruling> rulings) {
        return rulings.stream()
                .filter(Ruling.Accepted.class::isInstance)
                .map(Ruling.Accepted.class::cast)
                .toList();
    }

    @Override
    public Mono<Ruling> preview(Submission submission) {
        var alone = List.of(submission);
        return reader.read(alone)
                .map(estate -> GroupRuling.of(alone, estate).get(0))
                .as(transactions::transactional);
    }

    @Override
    public boolean isOutage(Throwable failure) {
        return DatabaseAway.isReasonOf(failure);
    }
}
