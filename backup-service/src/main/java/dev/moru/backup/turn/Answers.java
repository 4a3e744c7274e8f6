package dev.moru.backup.turn;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the owner of turns how they fare, in the running transaction. */
public interface Answers {

    /** @param turn with its answer */
    void tell(BackupTurn turn);

    /** @param waitingFor what it waits for, if it does */
    void progress(BackupTurn turn, double fraction, String message, @Nullable String waitingFor);

    /** Adds lines to the log of the turn's operation, the first under the turn's next number. */
    void log(BackupTurn turn, List<LoggedLine> lines);
}
