package dev.moru.contracts.alert;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;

/** Notes that somebody sees to an alert; the subject is the alert's id. */
@MessageType(value = "dev.moru.alert.acknowledge.v1", topics = Topics.MONITORING_COMMANDS, isPublic = false)
public record AcknowledgeAlert(String comment) implements Command {

    public AcknowledgeAlert {
        comment = comment == null ? "" : comment;
    }
}
