package dev.moru.gateway.accept;

import static dev.moru.contracts.turn.Participant.BACKUP;
import static dev.moru.contracts.turn.Participant.CONFIG;
import static dev.moru.contracts.turn.Participant.MONITORING;

import dev.moru.contracts.operation.Step;
import dev.moru.contracts.turn.Participant;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kinds of operations that the gateway starts, how long they may take, and the steps that are known beforehand: those of
 * the owner, and those of participants that are there.
 */
public enum OperationKind {
    SERVER_CREATE(
            "server.create", Duration.ofMinutes(30), List.of("reserve", "clone", "boot"), CONFIG, MONITORING, BACKUP),
    SERVER_ADOPT("server.adopt", Duration.ofMinutes(5), List.of("inspect", "mark"), MONITORING, BACKUP),
    SERVER_UPDATE("server.update", Duration.ofMinutes(10)),
    SERVER_CONFIGURE("server.configure", Duration.ofMinutes(30), List.of(), CONFIG),
    SERVER_START("server.start", Duration.ofMinutes(5)),
    SERVER_STOP("server.stop", Duration.ofMinutes(5)),
    SERVER_REBOOT("server.reboot", Duration.ofMinutes(5)),
    SERVER_BACKUP("server.backup", Duration.ofHours(6), List.of("backup")),
    SERVER_RESTORE("server.restore", Duration.ofHours(6), List.of("locate", "restore")),
    BACKUP_VERIFY(
            "backup.verify", Duration.ofHours(6), List.of("locate", "reserve", "restore", "boot", "look", "destroy")),
    SERVER_DELETE("server.delete", Duration.ofMinutes(15)),
    SERVER_PLAN("server.plan", Duration.ofMinutes(2)),
    SERVER_BULK("server.bulk", Duration.ofDays(1)),
    SITE_CHECK("site.check", Duration.ofMinutes(2)),
    SITE_DISCOVER("site.discover", Duration.ofMinutes(2));

    private final String word;
    private final Duration deadline;
    private final List<String> steps;
    private final List<Participant> participants;

    OperationKind(String word, Duration deadline) {
        this(word, deadline, List.of());
    }

    OperationKind(String word, Duration deadline, List<String> steps, Participant... participants) {
        this.word = word;
        this.deadline = deadline;
        this.steps = steps;
        this.participants = List.of(participants);
    }

    public static Optional<OperationKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    public String word() {
        return word;
    }

    /** How long it may take when nobody says otherwise, from acceptance. */
    public Duration deadline() {
        return deadline;
    }

    List<Step> steps(Set<Participant> here) {
        var parts = participants.stream().filter(here::contains).map(OperationKind::step);
        return Stream.concat(steps.stream(), parts).map(Step::pending).toList();
    }

    private static String step(Participant participant) {
        return switch (participant) {
            case CONFIG -> "configure";
            case MONITORING -> "watch";
            case BACKUP -> "protect";
        };
    }
}
