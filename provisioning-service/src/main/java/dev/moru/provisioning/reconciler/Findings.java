package dev.moru.provisioning.reconciler;

import dev.moru.contracts.site.Guest;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.ServerMessage;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a comparison has found.
 *
 * @param news what servers should hear
 * @param remains servers of which something is to be removed still is there
 * @param gone servers of which something was to be removed and nothing is there
 * @param strays guests that bear a mark of ours that no server here knows
 * @param guests everything, with its relation to Moru, ordered by VM id
 */
public record Findings(
        Map<UUID, ServerMessage> news, List<UUID> remains, List<UUID> gone, List<Stray> strays, List<Guest> guests) {

    public Findings {
        news = Map.copyOf(news);
        remains = List.copyOf(remains);
        gone = List.copyOf(gone);
        strays = List.copyOf(strays);
        guests = List.copyOf(guests);
    }

    /** A guest that says it is ours, and is nobody's. */
    public record Stray(int vmId, String node, Mark mark) {}
}
