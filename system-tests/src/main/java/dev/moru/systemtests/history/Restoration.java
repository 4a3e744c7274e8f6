package dev.moru.systemtests.history;

import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.server.RestoreServer;
import dev.moru.contracts.server.VerifyBackup;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A backup that was to be brought back, or tried.
 *
 * @param inPlace whether to the server of which it was taken
 */
public record Restoration(UUID backup, boolean inPlace) {

    private static final Set<String> COMMANDS =
            Set.of(MessageCatalog.nameOf(RestoreServer.class), MessageCatalog.nameOf(VerifyBackup.class));

    static Optional<Restoration> in(SpineRecord record) {
        if (!COMMANDS.contains(record.type())) {
            return Optional.empty();
        }
        var command = record.bodyAs(JsonNode.class);
        return Optional.of(new Restoration(
                UUID.fromString(command.path("backup").asString()),
                command.path("target").asString("").equals("inPlace")));
    }
}
