package dev.moru.gateway.fold;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Operations as their owners report them, and what their ends mean to the servers that were wanted. */
final class OperationView implements ReadModel {

    private final OperationRows operations;
    private final Heads heads;

    OperationView(OperationRows operations, Heads heads) {
        this.operations = operations;
        this.heads = heads;
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var reported = new TreeSet<UUID>();
        var ended = new TreeSet<UUID>();
        for (var event : events) {
            reportOf(event.body()).ifPresent(operation -> {
                reported.add(operation.id());
                if (operation.state().isTerminal()) {
                    ended.add(operation.target().id());
                }
            });
        }
        if (!reported.isEmpty()) {
            // Whoever accepts a command locks the head first as well.
            var fold = new Fold(heads.lock(ended), operations.lock(reported));
            events.forEach(event -> fold.take(event.body()));
            operations.write(fold.operations.values());
            heads.write(fold.changedHeads());
        }
    }

    private static Optional<Operation> reportOf(@Nullable Object body) {
        if (body instanceof OperationProgressed progressed) {
            return Optional.of(progressed.operation());
        }
        if (body instanceof OperationEnded ended) {
            return Optional.of(ended.operation());
        }
        return body instanceof OperationCleaned cleaned ? Optional.of(cleaned.operation()) : Optional.empty();
    }

    /** The rows of one transaction while events are taken into them. */
    private static final class Fold {

        private final Map<UUID, Head> heads;
        private final Map<UUID, OperationRow> operations;
        private final Set<UUID> changed = new HashSet<>();

        Fold(Map<UUID, Head> heads, Map<UUID, OperationRow> operations) {
            this.heads = new HashMap<>(heads);
            this.operations = operations;
        }

        void take(@Nullable Object body) {
            reportOf(body).ifPresent(report -> {
                var row = operations.getOrDefault(report.id(), OperationRow.fromInside(report.id()));
                if (row.takes(report, body instanceof OperationCleaned)) {
                    operations.put(report.id(), row.with(report));
                    changeHead(report.target().id(), body, row.accepted());
                }
            });
        }

        private void changeHead(UUID target, @Nullable Object body, boolean accepted) {
            var head = heads.get(target);
            if (head == null) {
                return;
            }
            if (body instanceof OperationEnded ended) {
                heads.put(target, head.on(ended, accepted));
                changed.add(target);
            } else if (body instanceof OperationCleaned cleaned) {
                heads.put(target, head.on(cleaned));
                changed.add(target);
            }
        }

        List<Head> changedHeads() {
            return changed.stream().map(heads::get).filter(Objects::nonNull).toList();
        }
    }
}
