package dev.moru.provisioning.server;

import dev.moru.contracts.turn.Participant;
import org.jspecify.annotations.Nullable;

/** What a participant does within a turn: a step of the operation, in the order in which a turn has them. */
public enum Part {
    /** Says where a backup lies, before the effect that works with it. */
    LOCATE("locate", Participant.BACKUP, true, null),
    CONFIGURE("configure", Participant.CONFIG, true, "Configured"),
    WATCH("watch", Participant.MONITORING, false, "Watched"),
    PROTECT("protect", Participant.BACKUP, false, "Protected"),
    BACK_UP("backup", Participant.BACKUP, true, null),
    REMOVE_BACKUPS("backups", Participant.BACKUP, false, null);

    private final String step;
    private final Participant participant;
    private final boolean needed;
    private final @Nullable String condition;

    Part(String step, Participant participant, boolean needed, @Nullable String condition) {
        this.step = step;
        this.participant = participant;
        this.needed = needed;
        this.condition = condition;
    }

    /** Its name among the operation's steps. */
    public String step() {
        return step;
    }

    public Participant participant() {
        return participant;
    }

    /** Whether the operation fails with it; else its failure is a warning. */
    boolean isNeeded() {
        return needed;
    }

    /** The condition of the server that says how it went, if there is one. */
    @Nullable
    String condition() {
        return condition;
    }
}
