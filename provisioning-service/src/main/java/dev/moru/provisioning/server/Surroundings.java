package dev.moru.provisioning.server;

import dev.moru.contracts.site.ConfigurationRef;
import dev.moru.contracts.turn.Participant;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a decision may look at beside the server itself.
 *
 * @param now by the clock of the database
 * @param participants that are in the installation
 * @param missing of some configuration, what is not applied at the revision that is asked for
 */
public record Surroundings(Instant now, Set<Participant> participants, UnaryOperator<List<ConfigurationRef>> missing) {

    public static Surroundings at(Instant now) {
        return new Surroundings(now, Set.of(), required -> List.of());
    }

    /** Of the parts of a turn, those that somebody here can do. */
    List<Part> partsOf(TurnRequest request) {
        return request.parts().stream()
                .filter(part -> participants.contains(part.participant()))
                .toList();
    }
}
