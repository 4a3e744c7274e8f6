package dev.moru.contracts.operation;

import dev.moru.contracts.Command;
import dev.moru.contracts.MessageType;
import dev.moru.contracts.Topics;
import java.util.List;
import java.util.UUID;

/**
 * The parent of a bulk operation. Its children travel as commands of their own under their servers' keys, each naming the
 * parent, and run when the parent has released them.
 *
 * @param children operation ids of the children, in the order in which they are released
 * @param maxInFlight how many run at a time
 * @param stopAfterFailures after how many failures the rest is cancelled; 0: never
 */
@MessageType(value = "dev.moru.operation.run-bulk.v1", topics = Topics.PROVISIONING_COMMANDS, isPublic = false)
public record RunBulk(String action, List<UUID> children, int maxInFlight, int stopAfterFailures) implements Command {

    public RunBulk {
        children = List.copyOf(children);
    }
}
