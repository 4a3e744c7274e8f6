package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;
import java.util.List;

/** Judges a history offline. */
public final class HistoryChecker {

    private static final List<Invariant> INVARIANTS = List.of(
            new OneEndPerOperation(),
            new AcceptedTogether(),
            new AlarmsAreKept(),
            new OneMachinePerOperation(),
            new RestoredAsAsked(),
            new OneOperationAtATime(),
            new InAcceptOrder(),
            new EveryEventDelivered(),
            new PoisonSetAside(),
            new BacklogSentSoon(),
            new NothingAcceptedWithoutDatabase(),
            new OneOperationPerKey(),
            new ReadModelsFollowTheTopics(),
            new EndsAreSeenSoon(),
            new RefusedWhileDiskIsFull(),
            new ClocksAreNotBelieved(),
            new RepetitionChangesNothing(),
            new EndsByItsDeadline(),
            new NothingLeftOver(),
            new MachinesAreReserved(),
            new BackupsAreThere(),
            new CancelIsHonoured());

    private HistoryChecker() {}

    /** One verdict per invariant, in their order. */
    public static List<Verdict> judge(History history) {
        return INVARIANTS.stream()
                .map(invariant -> {
                    var findings = new Findings();
                    invariant.judge(history, findings);
                    return findings.verdict(invariant);
                })
                .toList();
    }

    /** The verdicts that say that something was violated. */
    public static List<Verdict> violations(History history) {
        return judge(history).stream().filter(Verdict::isViolated).toList();
    }
}
