package dev.moru.gateway.fold;

import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.ConfigurationRemoved;
import dev.moru.contracts.site.Guest;
import dev.moru.contracts.site.GuestsObserved;
import java.util.List;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** Everything on each cluster, as last listed. */
final class GuestView implements ReadModel {

    static final String TABLE = "guest_view";

    private static final String FORGET = "delete from %s where site = any(?)";
    private static final String INSERT = """
            insert into %s (site, vm_id, type, name, node, status, relation, server, observed_at)
            select ?::text, vm_id::int, type, name, node, status, relation, server::uuid, ?::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as d(vm_id, type, name, node, status, relation, server)
            on conflict (site, vm_id) do nothing
            """;

    private final JdbcTemplate jdbc;
    private final String forget;
    private final String insert;

    GuestView(JdbcTemplate jdbc, String table) {
        this.jdbc = jdbc;
        this.forget = FORGET.formatted(table);
        this.insert = INSERT.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var newest = new TreeMap<String, List<GuestsObserved>>();
        for (var event : events) {
            if (event.body() instanceof GuestsObserved observed) {
                newest.put(observed.site(), List.of(observed));
            } else if (event.body() instanceof ConfigurationRemoved removed
                    && removed.kind() == ConfigurationKind.SITE) {
                newest.put(removed.name(), List.of());
            }
        }
        if (newest.isEmpty()) {
            return;
        }
        jdbc.update(forget, (Object) newest.keySet().toArray(String[]::new));
        newest.values().forEach(listings -> listings.forEach(this::insert));
    }

    private void insert(GuestsObserved listing) {
        var guests = listing.guests();
        jdbc.update(
                insert,
                listing.site(),
                listing.observedAt().toString(),
                Column.of(guests, Guest::vmId),
                Column.of(guests, Guest::type),
                Column.of(guests, Guest::name),
                Column.of(guests, Guest::node),
                Column.of(guests, Guest::status),
                Column.of(guests, Guest::relation),
                Column.of(guests, Guest::server));
    }
}
