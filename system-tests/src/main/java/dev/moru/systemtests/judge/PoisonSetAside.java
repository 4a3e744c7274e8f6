package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.RawRecord;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;

/** What the harness made undecodable is put aside unchanged and soon, and nothing else ever is. */
final class PoisonSetAside implements Invariant {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** As long as commands are given to come back when the database has (I9). */
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    private static final String OPERATION_HEADER = "ce_operationid";
    private static final Set<Kind> HOLD_UP =
            Set.of(Kind.DATABASE_AWAY, Kind.BROKER_AWAY, Kind.DISK_FULL, Kind.OWNER_AWAY, Kind.OWNER_REPLICA_AWAY);

    @Override
    public String number() {
        return "I7";
    }

    @Override
    public String promise() {
        return "poison is dead-lettered unchanged within 5 s, an outage dead-letters nothing";
    }

    @Override
    public void judge(History history, Findings findings) {
        history.poison().forEach(poison -> {
            expectSetAside(history, poison, findings);
            expectFailed(history, poison, findings);
        });
        history.deadLetters().stream()
                .filter(letter -> history.poison().stream().noneMatch(letter::carries))
                .forEach(letter -> findings.violated("a sound record was dead-lettered: %s", letter));
    }

    private static void expectSetAside(History history, RawRecord poison, Findings findings) {
        var letter = history.deadLetters().stream()
                .filter(candidate -> candidate.carries(poison))
                .findFirst();
        findings.expect(letter.isPresent(), "poison was not dead-lettered unchanged: %s", poison);
        letter.filter(found -> !history.isDisturbed(HOLD_UP, poison.at().minus(RECOVERY), found.at()))
                .ifPresent(found -> findings.expect(
                        Duration.between(poison.at(), found.at()).compareTo(LIMIT) <= 0,
                        "poison of %s was dead-lettered only at %s",
                        poison.at(),
                        found.at()));
    }

    private static void expectFailed(History history, RawRecord poison, Findings findings) {
        var operation = poison.headers().get(OPERATION_HEADER);
        if (operation == null) {
            return;
        }
        var ends = history.endings().get(UUID.fromString(operation));
        findings.expect(
                ends != null && ends.get(0).operation().state() == OperationState.FAILED,
                "the operation of %s should have FAILED, but %s",
                poison,
                ends);
    }
}
