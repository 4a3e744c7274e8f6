package dev.moru.gateway.operation;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.journal.JournalEntry;
import dev.moru.gateway.journal.JournalTail;
import dev.moru.gateway.list.ProjectScope;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Learns the ends of operations from the journal. Who awaits one costs nothing until it comes. */
@Component
class TailedOperations implements OperationWatch, JournalTail.Listener {

    private static final String ENDED = MessageCatalog.nameOf(OperationEnded.class);

    private final StoredOperations stored;
    private final MessageCodec codec;
    private final Map<UUID, Set<Sinks.One<Operation>>> awaited = new ConcurrentHashMap<>();

    TailedOperations(StoredOperations stored, MessageCodec codec, JournalTail tail) {
        this.stored = stored;
        this.codec = codec;
        tail.listen(this);
    }

    @Override
    public Mono<Operation> awaited(UUID operation, Duration atMost) {
        return Mono.defer(() -> {
            var end = Sinks.<Operation>one();
            await(operation, end);
            // Registered first, looked up second: an end between the two is seen by one of them.
            var before = known(operation).filter(found -> found.state().isTerminal());
            return Mono.firstWithValue(before, end.asMono())
                    .timeout(atMost, known(operation))
                    .doFinally(signal -> forget(operation, end));
        });
    }

    private Mono<Operation> known(UUID operation) {
        return stored.find(operation, ProjectScope.EVERYTHING).map(StoredOperations.Snapshot::operation);
    }

    private void await(UUID operation, Sinks.One<Operation> end) {
        awaited.compute(operation, (id, ends) -> {
            var all = ends == null ? ConcurrentHashMap.<Sinks.One<Operation>>newKeySet() : ends;
            all.add(end);
            return all;
        });
    }

    private void forget(UUID operation, Sinks.One<Operation> end) {
        awaited.computeIfPresent(operation, (id, ends) -> {
            ends.remove(end);
            return ends.isEmpty() ? null : ends;
        });
    }

    @Override
    public void appended(JournalEntry entry) {
        var operation = entry.envelope().context().operationId();
        if (operation == null || !entry.envelope().type().equals(ENDED)) {
            return;
        }
        var ends = awaited.remove(operation);
        if (ends != null) {
            // Answers are written elsewhere, so that nobody holds up the journal.
            Schedulers.parallel().schedule(() -> tell(ends, entry));
        }
    }

    private void tell(Set<Sinks.One<Operation>> ends, JournalEntry entry) {
        codec.decode(ENDED, entry.data())
                .map(OperationEnded.class::cast)
                .ifPresent(ended -> ends.forEach(end -> end.tryEmitValue(ended.operation())));
    }
}
