package dev.moru.gateway.fold;

import dev.moru.contracts.backup.BackupEvent;
import dev.moru.durable.MessageCodec;
import java.util.List;
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
        var told = Told.newest(events, BackupEvent.class, BackupEvent::backup);
        if (told.isEmpty()) {
            return;
        }
        jdbc.update(
                upsert,
                Column.of(told, each -> each.body().id()),
                Column.of(told, each -> each.body().project()),
                Column.of(told, each -> each.body().serverId()),
                Column.of(told, each -> each.body().server()),
                Column.of(told, each -> each.body().site()),
                Column.of(told, each -> each.body().policy()),
                Column.of(told, each -> each.body().state()),
                Column.of(told, each -> each.body().startedAt()),
                Column.of(told, each -> each.body().revision()),
                Column.of(told, each -> codec.write(each.body())));
    }
}
