package dev.moru.gateway.fold;

import dev.moru.contracts.server.ServerSpec;
import dev.moru.durable.MessageCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** The head rows, as the fold locks and writes them. */
final class HeadRows implements Heads {

    private static final String LOCK = """
            select id, version, spec, open_operations, deleting, gone_when_clean, gone_at is not null as gone
            from head where id = any(?::uuid[]) order by id for update
            """;
    private static final String WRITE = """
            update head h set
              version = d.version::bigint, spec = coalesce(d.spec::jsonb, h.spec),
              protected = coalesce(d.protected::boolean, h.protected), open_operations = d.open_operations::int,
              deleting = d.deleting::boolean, gone_when_clean = d.gone_when_clean::boolean,
              gone_at = case when d.gone::boolean then coalesce(h.gone_at, now()) end, updated_at = now()
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as d(id, version, spec, protected, open_operations, deleting, gone_when_clean, gone)
            where h.id = d.id::uuid
            """;

    private final JdbcTemplate jdbc;
    private final MessageCodec codec;

    HeadRows(JdbcTemplate jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public Map<UUID, Head> lock(Set<UUID> ids) {
        var heads = new HashMap<UUID, Head>();
        if (!ids.isEmpty()) {
            jdbc.query(
                    LOCK,
                    row -> {
                        var head = read(row);
                        heads.put(head.id(), head);
                    },
                    (Object) Column.of(ids, id -> id));
        }
        return heads;
    }

    private Head read(ResultSet row) throws SQLException {
        var spec = row.getString("spec");
        return new Head(
                row.getObject("id", UUID.class),
                row.getLong("version"),
                spec == null ? null : codec.read(spec, ServerSpec.class),
                row.getInt("open_operations"),
                row.getBoolean("deleting"),
                row.getBoolean("gone_when_clean"),
                row.getBoolean("gone"));
    }

    @Override
    public void write(Collection<Head> heads) {
        if (heads.isEmpty()) {
            return;
        }
        jdbc.update(
                WRITE,
                Column.of(heads, Head::id),
                Column.of(heads, Head::version),
                Column.of(heads, head -> head.spec() == null ? null : codec.write(head.spec())),
                Column.of(
                        heads, head -> head.spec() == null ? null : head.spec().deletionProtected()),
                Column.of(heads, Head::openOperations),
                Column.of(heads, Head::deleting),
                Column.of(heads, Head::goneWhenClean),
                Column.of(heads, Head::gone));
    }
}
