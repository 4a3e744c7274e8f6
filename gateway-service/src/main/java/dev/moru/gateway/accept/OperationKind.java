package dev.moru.gateway.accept;

import dev.moru.contracts.operation.Step;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of operations that the gateway starts, how long they may take, and the steps that are known beforehand. */
public enum OperationKind {
    SERVER_CREATE("server.create", Duration.ofMinutes(30), "reserve", "clone", "boot"),
    SERVER_ADOPT("server.adopt", Duration.ofMinutes(5), "inspect", "mark"),
    SERVER_UPDATE("server.update", Duration.ofMinutes(10)),
    SERVER_START("server.start", Duration.ofMinutes(5)),
    SERVER_STOP("server.stop", Duration.ofMinutes(5)),
    SERVER_REBOOT("server.reboot", Duration.ofMinutes(5)),
    SERVER_DELETE("server.delete", Duration.ofMinutes(15)),
    SERVER_PLAN("server.plan", Duration.ofMinutes(2)),
    SERVER_BULK("server.bulk", Duration.ofDays(1)),
    SITE_CHECK("site.check", Duration.ofMinutes(2)),
    SITE_DISCOVER("site.discover", Duration.ofMinutes(2));

    private final String word;
    private final Duration deadline;
    private final List<Step> steps;

    OperationKind(String word, Duration deadline, String... steps) {
        this.word = word;
        this.deadline = deadline;
        this.steps = Arrays.stream(steps).map(Step::pending).toList();
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

    public List<Step> steps() {
        return steps;
    }
}
