package dev.moru.backup.policy.persistence;

import dev.moru.backup.policy.Policy;
import dev.moru.backup.policy.Protection;
import dev.moru.backup.policy.Protections;
import dev.moru.contracts.server.ServerSnapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ProtectionTable implements Protections {

    private static final String OBSERVE = """
            insert into protection as p (server_id, name, project, site, policy, gone, revision)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (server_id) do update set
              since = case when p.policy is distinct from excluded.policy then now() else p.since end,
              missed = case when p.policy is not distinct from excluded.policy then p.missed end,
              name = excluded.name, project = excluded.project, site = excluded.site, policy = excluded.policy,
              gone = excluded.gone, revision = excluded.revision
            where excluded.revision > p.revision
            """;

    private static final String SELECT =
            "select server_id, name, project, site, policy, since, missed from protection where not gone and ";

    private final JdbcClient jdbc;

    ProtectionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void observe(ServerSnapshot server) {
        jdbc.sql(OBSERVE)
                .param(server.id())
                .param(server.name())
                .param(server.project())
                .param(server.spec().site())
                .param(server.spec().backupPolicy())
                .param(server.deletedAt() != null)
                .param(server.revision())
                .update();
    }

    @Override
    public Optional<Protection> find(UUID server) {
        return jdbc.sql(SELECT + "server_id = ?")
                .param(server)
                .query(ProtectionTable::read)
                .optional();
    }

    @Override
    public List<Protection> under(Policy policy) {
        return jdbc.sql(SELECT + "project = ? and policy = ? order by server_id")
                .params(policy.spec().project(), policy.name())
                .query(ProtectionTable::read)
                .list();
    }

    @Override
    public void missed(UUID server, @Nullable Boolean isSo) {
        jdbc.sql("update protection set missed = ? where server_id = ?")
                .param(isSo)
                .param(server)
                .update();
    }

    private static Protection read(ResultSet row, int n) throws SQLException {
        return new Protection(
                row.getObject("server_id", UUID.class),
                row.getString("name"),
                row.getString("project"),
                row.getString("site"),
                row.getString("policy"),
                row.getTimestamp("since").toInstant(),
                row.getObject("missed", Boolean.class));
    }
}
