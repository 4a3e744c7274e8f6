package dev.moru.gateway.fold;

import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupEvent;
import dev.moru.durable.MessageCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** Backups, as backup-service told of them last. */
final class BackupView implements ReadModel {

    static final String TABLE = "backup_view";

    private static final String UPSERT = """
            insert into %s as v (id, project, server_id, server, site, policy, state, started_at, revision, document)
            select id::uuid, project, server_id::uuid, server, site, policy, state, started_at::timestamptz,
                   revision::bigint, document::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
              as d(id, project, server_id, server, site, policy, state, started_at, revision, document)
            order by id
            on conflict (id) do update set
              server = excluded.server, policy = excluded.policy, state = excluded.state, revision = excluded.revision,
              document = excluded.document
            -- A dead letter that is handled late tells what was.
            where v.revision <= excluded.revision
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;
    private final String upsert;

    BackupView(JdbcTemplate jdbc, MessageCodec codec, String table) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.upsert = UPSERT.formatted(table);
    }

    @Override
    public void fold(List<FoldedEvent> events) {
        var newest = new LinkedHashMap<UUID, Backup>();
        FoldedEvent.bodies(events, BackupEvent.class)
                .forEach(event -> newest.put(event.backup().id(), event.backup()));
        if (newest.isEmpty()) {
            return;
        }
        var backups = newest.values();
        jdbc.update(
                upsert,
                Column.of(backups, Backup::id),
                Column.of(backups, Backup::project),
                Column.of(backups, Backup::serverId),
                Column.of(backups, Backup::server),
                Column.of(backups, Backup::site),
                Column.of(backups, Backup::policy),
                Column.of(backups, Backup::state),
                Column.of(backups, Backup::startedAt),
                Column.of(backups, Backup::revision),
                Column.of(backups, codec::write));
    }
}
