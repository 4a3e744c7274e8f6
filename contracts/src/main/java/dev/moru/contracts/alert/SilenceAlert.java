package dev.moru.contracts.alert;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.time.Instant;

/**
 * Silences an alert; the subject is the alert's id.
 *
 * @param until no time-span, so that a command that waits silences for no longer
 */
@MessageType(value = "dev.moru.alert.silence.v1", topics = Topics.MONITORING_COMMANDS, isPublic = false)
public record SilenceAlert(Instant until, String comment) implements Command {

    public SilenceAlert {
        comment = comment == null ? "" : comment;
    }
}
