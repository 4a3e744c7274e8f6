package dev.moru.systemtests.judge;

import dev.moru.contracts.operation.OperationState;
import dev.moru.systemtests.history.Ending;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.PlayTick;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns on a server do not overlap, by what their owner reports, but for a deletion, which does not wait for participants; and nothing reaches a machine outside the turns of its
 * server, by what the lab saw. Only what is removed may be removed later: that is the reconciler at the remains of an
 * operation that has ended.
 */
final class OneOperationAtATime implements Invariant {

    /** The lab and the owner have one clock; an effect is entered a moment after the call that it ends. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private static final int LEAST_FAILURE = 400;

    @Override
    public String number() {
        return "I4";
    }

    @Override
    public String promise() {
        return "one operation at a time acts on a server";
    }

    @Override
    public void judge(History history, Findings findings) {
        var turns = history.turns();
        turns.values().forEach(ofServer -> expectApart(ofServer, findings));
        history.plays().forEach(tick -> expectAlone(turns.getOrDefault(tick.server(), List.of()), tick, findings));
        var servers = history.serversByOperation();
        history.ledger().entries().stream()
                .filter(entry -> entry.isByToken() && entry.status() < LEAST_FAILURE)
                .forEach(entry -> entry.operation()
                        .map(servers::get)
                        .map(turns::get)
                        .ifPresent(ofServer -> expectWithin(ofServer, entry, findings)));
    }

    /** A play may outlast its operation, but nobody else has the server meanwhile; a deletion doesn't wait for plays. */
    private static void expectAlone(List<Ending> turns, PlayTick tick, Findings findings) {
        findings.looked();
        turns.stream()
                .filter(turn -> !turn.isDeletion() && !isConfiguredWithin(turn, tick.at()))
                .filter(turn -> tick.at().isAfter(turn.startedAt().orElseThrow().plus(TOLERANCE))
                        && tick.at().isBefore(turn.endedAt().minus(TOLERANCE)))
                .forEach(turn -> findings.violated("a play was under way, %s, while %s", tick, turn));
    }

    private static boolean isConfiguredWithin(Ending turn, Instant at) {
        return turn.isHandedOver(at.minus(TOLERANCE)) || turn.isHandedOver(at) || turn.isHandedOver(at.plus(TOLERANCE));
    }

    private static void expectApart(List<Ending> turns, Findings findings) {
        for (int i = 1; i < turns.size(); i++) {
            var former = turns.get(i - 1);
            var next = turns.get(i);
            var from = next.startedAt().orElseThrow();
            findings.expect(
                    !from.isBefore(former.endedAt()) || next.isDeletion() && former.isHandedOver(from),
                    "%s while %s",
                    next,
                    former);
        }
    }

    private static void expectWithin(List<Ending> turns, LabLedger.Entry call, Findings findings) {
        var at = call.at();
        var inTurn =
                turns.stream().anyMatch(turn -> isWithin(at, turn.startedAt().orElseThrow(), turn.endedAt()));
        findings.expect(
                inTurn || isStillStopping(turns, at) || isRemoval(call) && endedBefore(turns, at),
                "nobody's turn, but the lab was called: %s; turns were %s",
                call.line(),
                new ArrayList<>(turns));
    }

    private static boolean isWithin(Instant at, Instant from, Instant to) {
        return !at.isBefore(from.minus(TOLERANCE)) && !at.isAfter(to.plus(TOLERANCE));
    }

    /** Whose time was up has ended before its effect has stopped, and nobody else has the server until then. */
    private static boolean isStillStopping(List<Ending> turns, Instant at) {
        return turns.stream()
                .filter(turn -> turn.startedAt().orElseThrow().isBefore(at))
                .reduce((former, last) -> last)
                .filter(last -> last.operation().state() == OperationState.TIMED_OUT)
                .isPresent();
    }

    private static boolean isRemoval(LabLedger.Entry call) {
        return call.method().filter("DELETE"::equals).isPresent() || call.path().endsWith("/status/stop");
    }

    private static boolean endedBefore(List<Ending> turns, Instant at) {
        return turns.stream()
                .filter(turn -> turn.endedAt().isBefore(at))
                .anyMatch(turn -> turn.operation().cleanup() != null);
    }
}
