package dev.moru.monitoring.target.persistence;

import dev.moru.contracts.server.ServerPhase;
import dev.moru.monitoring.target.Target;
import dev.moru.monitoring.target.Targets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class TargetTable implements Targets {

    private static final String STORE = """
            insert into target as t
              (server_id, name, project, site, node, address, roles, phase, running, simulated, listed, listed_once_watched,
               revision)
            values (?, ?, ?, ?, ?, ?, string_to_array(?, ','), ?, ?, ?, ?, ?, ?)
            on conflict (server_id) do update set
              name = excluded.name, project = excluded.project, site = excluded.site, node = excluded.node,
              address = excluded.address, roles = excluded.roles, phase = excluded.phase,
              running = excluded.running, simulated = excluded.simulated, listed = excluded.listed,
              listed_once_watched = excluded.listed_once_watched, revision = excluded.revision
            where excluded.revision >= t.revision
            """;

    private static final String LISTED = """
            select server_id, name, project, site, node, address, array_to_string(roles, ',') as roles, phase, running,
                   simulated, revision
            from target where listed or (watched and listed_once_watched) order by server_id
            """;

    private final JdbcTemplate jdbc;

    TargetTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void store(Collection<Target> targets) {
        jdbc.batchUpdate(STORE, targets.stream().map(TargetTable::columns).toList());
    }

    @Override
    public void watch(Target target) {
        store(List.of(target));
        jdbc.update("update target set watched = true where server_id = ?", target.server());
    }

    private static Object[] columns(Target target) {
        return new Object[] {
            target.server(),
            target.name(),
            target.project(),
            target.site(),
            target.node(),
            target.address(),
            String.join(",", target.roles()),
            target.phase().name(),
            target.running(),
            target.simulated(),
            target.isListed(),
            target.isListedOnceWatched(),
            target.revision()
        };
    }

    @Override
    public List<Target> listed() {
        return jdbc.query(LISTED, TargetTable::read);
    }

    @Override
    public long active() {
        var active = jdbc.queryForObject("select count(*) from target where listed and running", Long.class);
        return active == null ? 0 : active;
    }

    private static Target read(ResultSet row, int n) throws SQLException {
        var roles = row.getString("roles");
        return new Target(
                row.getObject("server_id", UUID.class),
                row.getString("name"),
                row.getString("project"),
                row.getString("site"),
                row.getString("node"),
                row.getString("address"),
                roles.isEmpty() ? List.of() : List.of(roles.split(",")),
                ServerPhase.valueOf(row.getString("phase")),
                row.getBoolean("running"),
                row.getBoolean("simulated"),
                row.getLong("revision"));
    }
}
