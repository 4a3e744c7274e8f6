package dev.moru.systemtests.judge;

import dev.moru.systemtests.history.History;
import dev.moru.systemtests.history.LabLedger;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** By what the storages hold at the end, by what was done to them, and by what backup-service believes of it. */
final class BackupsAreThere implements Invariant {

    private static final String POINTS = "backup.restore_point";

    @Override
    public String number() {
        return "I21";
    }

    @Override
    public String promise() {
        return "a backup is there when it is said to be, and one that failed or was removed leaves nothing";
    }

    @Override
    public void judge(History history, Findings findings) {
        var held = history.lab().archives().collect(Collectors.toSet());
        expectRemovedOrHeld(history.ledger(), held, findings);
        var volumes = volumes(history);
        history.database()
                .rows(POINTS)
                .filter(point -> stateOf(point).equals("AVAILABLE"))
                .forEach(point -> findings.expect(
                        held.contains(volumeOf(point)), "no storage holds the archive of backup %s", point));
        held.stream()
                .filter(volume -> !history.foreignArchives().contains(volume))
                .forEach(volume -> findings.expect(
                        Set.of("AVAILABLE", "REMOVING").contains(volumes.getOrDefault(volume, "nobody's")),
                        "archive %s is left, and %s",
                        volume,
                        volumes.getOrDefault(volume, "nobody's")));
    }

    /** Also what is no longer believed to be there: backup-service takes the word of a storage for it. */
    private static void expectRemovedOrHeld(LabLedger ledger, Set<String> held, Findings findings) {
        var removed = volumes(ledger, "backup.removed").collect(Collectors.toSet());
        volumes(ledger, "backup.created")
                .forEach(volume -> findings.expect(
                        held.contains(volume) || removed.contains(volume),
                        "archive %s is gone, and nobody has removed it",
                        volume));
    }

    private static Stream<String> volumes(LabLedger ledger, String effect) {
        return ledger.effects(effect).flatMap(entry -> entry.volume().stream());
    }

    /** The state of the backup that lies there; a name is not given twice. */
    private static Map<String, String> volumes(History history) {
        return history.database()
                .rows(POINTS)
                .filter(point -> point.path("volume").isString())
                .collect(Collectors.toMap(
                        BackupsAreThere::volumeOf, BackupsAreThere::stateOf, (one, other) -> one + " and " + other));
    }

    private static String volumeOf(JsonNode point) {
        return point.path("volume").asString("");
    }

    private static String stateOf(JsonNode point) {
        return point.path("state").asString();
    }
}
