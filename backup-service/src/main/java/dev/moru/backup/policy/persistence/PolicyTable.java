package dev.moru.backup.policy.persistence;

import dev.moru.backup.policy.Policies;
import dev.moru.backup.policy.Policy;
import dev.moru.contracts.backup.BackupPolicySpec;
import dev.moru.durable.MessageCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PolicyTable implements Policies {

    private static final String APPLY = """
            insert into policy as p (id, project, name, revision, spec) values (?, ?, ?, ?, ?::json)
            on conflict (id) do update set project = excluded.project, name = excluded.name,
              revision = excluded.revision, spec = excluded.spec
            where excluded.revision > p.revision
            """;

    private static final String REMOVE = """
            insert into policy as p (id, project, name, revision, spec, removed) values (?, '', '', ?, '{}', true)
            on conflict (id) do update set revision = excluded.revision, removed = true
            where excluded.revision >= p.revision
            """;

    private static final String SELECT = "select id, name, revision, spec from policy where not removed and ";

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    PolicyTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public void apply(Policy policy) {
        jdbc.sql(APPLY)
                .params(
                        policy.id(),
                        policy.spec().project(),
                        policy.name(),
                        policy.revision(),
                        codec.write(policy.spec()))
                .update();
    }

    @Override
    public void remove(UUID id, long revision) {
        jdbc.sql(REMOVE).params(id, revision).update();
    }

    @Override
    public Optional<Policy> find(UUID id) {
        return jdbc.sql(SELECT + "id = ?").param(id).query(this::read).optional();
    }

    @Override
    public Optional<Policy> find(String project, String name) {
        return jdbc.sql(SELECT + "project = ? and name = ?")
                .params(project, name)
                .query(this::read)
                .optional();
    }

    private Policy read(ResultSet row, int n) throws SQLException {
        return new Policy(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("revision"),
                codec.read(row.getString("spec"), BackupPolicySpec.class));
    }
}
