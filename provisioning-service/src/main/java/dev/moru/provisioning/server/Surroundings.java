package dev.moru.provisioning.server;

import dev.moru.contracts.site.ConfigurationRef;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What a decision may look at beside the server itself.
 *
 * @param now by the clock of the database
 * @param missing of some configuration, what is not applied at the revision that is asked for
 */
public record Surroundings(Instant now, UnaryOperator<List<ConfigurationRef>> missing) {

    public static Surroundings at(Instant now) {
        return new Surroundings(now, required -> List.of());
    }
}
