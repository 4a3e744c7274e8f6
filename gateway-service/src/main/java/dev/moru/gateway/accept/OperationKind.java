package dev.moru.gateway.accept;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of operations that the gateway starts, and how long they may take. */
enum OperationKind {
    SERVER_CREATE("server.create", Duration.ofMinutes(30)),
    SERVER_ADOPT("server.adopt", Duration.ofMinutes(5)),
    SERVER_UPDATE("server.update", Duration.ofMinutes(10)),
    SERVER_CONFIGURE("server.configure", Duration.ofMinutes(30)),
    SERVER_START("server.start", Duration.ofMinutes(5)),
    SERVER_STOP("server.stop", Duration.ofMinutes(5)),
    SERVER_REBOOT("server.reboot", Duration.ofMinutes(5)),
    SERVER_BACKUP("server.backup", Duration.ofHours(6)),
    SERVER_RESTORE("server.restore", Duration.ofHours(6)),
    BACKUP_VERIFY("backup.verify", Duration.ofHours(6)),
    SERVER_DELETE("server.delete", Duration.ofMinutes(15)),
    SERVER_PLAN("server.plan", Duration.ofMinutes(2)),
    SERVER_BULK("server.bulk", Duration.ofDays(1)),
    SITE_CHECK("site.check", Duration.ofMinutes(2)),
    SITE_DISCOVER("site.discover", Duration.ofMinutes(2));

    private final String word;
    private final Duration deadline;

    OperationKind(String word, Duration deadline) {
        this.word = word;
        this.deadline = deadline;
    }

    static Optional<OperationKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    String word() {
        return word;
    }

    /** How long it may take when nobody says otherwise, from acceptance. */
    Duration deadline() {
        return deadline;
    }
}
