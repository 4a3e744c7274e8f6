package dev.moru.gateway.accept.persistence;

import dev.moru.gateway.accept.BulkRequest;
import dev.moru.gateway.accept.BulkRuling;
import dev.moru.gateway.accept.BulkStore;
import dev.moru.gateway.accept.EarlierRequest;
import dev.moru.gateway.accept.Estate;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.database.ReactiveOutbox;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.request.Incoming;
import java.util.List;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

@Component
class BulkTransaction implements BulkStore {

    private static final int TRIES = 3;

    private final TransactionalOperator transactions;
    private final EstateReader reader;
    private final AcceptedWriter writer;
    private final BulkAnswers answers;
    private final ReactiveOutbox outbox;

    BulkTransaction(
            TransactionalOperator transactions,
            EstateReader reader,
            AcceptedWriter writer,
            BulkAnswers answers,
            ReactiveOutbox outbox) {
        this.transactions = transactions;
        this.reader = reader;
        this.writer = writer;
        this.answers = answers;
        this.outbox = outbox;
    }

    @Override
    public Mono<Accepted> earlier(RequestKey key) {
        return reader.read(key, List.of())
                .flatMap(estate -> Mono.justOrEmpty(estate.sameAs(key)))
                .flatMap(earlier -> repeated(earlier, key))
                .as(transactions::transactional);
    }

    @Override
    public Mono<Accepted> accept(BulkRequest request, Requester requester, RequestKey key, boolean validateOnly) {
        return reader.read(key, request.servers())
                .flatMap(estate -> estate.sameAs(key)
                        .map(earlier -> repeated(earlier, key))
                        .orElseGet(() -> store(request, requester, key, estate, validateOnly)))
                .as(transactions::transactional)
                .retryWhen(Retry.max(TRIES - 1L)
                        .filter(failure -> failure instanceof DataIntegrityViolationException
                                || failure instanceof ConcurrencyFailureException)
                        .onRetryExhaustedThrow((spec, last) -> last.failure()))
                .doOnNext(accepted -> outbox.wakeRelay());
    }

    private Mono<Accepted> repeated(EarlierRequest earlier, RequestKey key) {
        if (!earlier.key().equals(key)) {
            throw Problem.of(ProblemType.KEY_REUSED, "the Idempotency-Key was sent with another body before")
                    .asException();
        }
        return answers.find(earlier.operation().id()).map(items -> new Accepted(earlier.operation(), items));
    }

    private Mono<Accepted> store(
            BulkRequest request, Requester requester, RequestKey key, Estate estate, boolean validateOnly) {
        var ruling = BulkRuling.of(request, requester, key, estate, Incoming::newId);
        var accepted = Accepted.of(ruling);
        return validateOnly
                ? Mono.just(accepted)
                : writer.write(ruling).then(answers.keep(accepted)).thenReturn(accepted);
    }
}
