package dev.moru.gateway.fold;

import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerSnapshot;
import dev.moru.durable.MessageCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Servers as their owner last reported them. */
final class ServerView implements ReadModel {

    static final String TABLE = "server_view";

    private static final String UPSERT = """
            insert into %s as v (id, project, name, phase, power, site, node, vm_id, simulated, created_at, updated_at,
                                 deleted_at, document)
            select id::uuid, project, name, phase, power, site, node, vm_id::int, simulated::boolean,
                   created_at::timestamptz, updated_at::timestamptz, deleted_at::timestamptz, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::text[])
              as d(id, project, name, phase, power, site, node, vm_id, simulated, created_at, updated_at, deleted_at,
                   document)
            order by id
            on conflict (id) do update set
              project = excluded.project, name = excluded.name, phase = excluded.phase, power = excluded.power,
              site = excluded.site, node = excluded.node, vm_id = excluded.vm_id, simulated = excluded.simulated,
              updated_at = excluded.updated_at, deleted_at = excluded.deleted_at, document = excluded.document
            -- A dead letter that is handled late tells what was.
            where v.updated_at <= excluded.updated_at
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String upsert;

    ServerView(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.upsert = UPSERT.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var newest = new LinkedHashMap<UUID, ServerSnapshot>();
        for (var event : FoldedEvent.bodies(events, ServerEvent.class)) {
            newest.put(event.server().id(), event.server());
        }
        if (newest.isEmpty()) {
            return;
        }
        var servers = newest.values();
        jdbc.update(
                upsert,
                Column.of(servers, ServerSnapshot::id),
                Column.of(servers, ServerSnapshot::project),
                Column.of(servers, ServerSnapshot::name),
                Column.of(servers, server -> server.status().phase()),
                Column.of(servers, server -> server.status().power()),
                Column.of(servers, server -> server.status().site()),
                Column.of(servers, server -> server.status().node()),
                Column.of(servers, server -> server.status().vmId()),
                Column.of(servers, ServerSnapshot::simulated),
                Column.of(servers, ServerSnapshot::createdAt),
                Column.of(servers, ServerSnapshot::updatedAt),
                Column.of(servers, ServerSnapshot::deletedAt),
                Column.of(servers, codec::write));
    }
}
