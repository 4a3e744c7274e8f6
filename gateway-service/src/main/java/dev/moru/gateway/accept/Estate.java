package dev.moru.gateway.accept;

import dev.moru.contracts.turn.Participant;
import dev.moru.gateway.configuration.Catalog;
import dev.moru.gateway.role.RoleCatalogue;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ServerRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one transaction has locked and read for a group of requests.
 *
 * @param now by the clock of the database
 * @param earlier operations of requests with the same keys, by key
 * @param roles none where nobody asks for any
 * @param participants that take part in what is done to servers
 */
public record Estate(
        Instant now,
        Map<String, EarlierRequest> earlier,
        List<Head> heads,
        Catalog catalog,
        RoleCatalogue roles,
        Set<Participant> participants) {

    public Optional<Head> find(ServerRef ref) {
        return heads.stream().filter(ref::means).findFirst();
    }

    public Optional<EarlierRequest> sameAs(RequestKey key) {
        return Optional.ofNullable(earlier.get(key.key()));
    }
}
