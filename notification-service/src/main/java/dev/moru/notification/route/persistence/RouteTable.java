package dev.moru.notification.route.persistence;

import dev.moru.contracts.notification.ApplyRoute;
import dev.moru.contracts.notification.RouteSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.notification.route.Route;
import dev.moru.notification.route.Routes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class RouteTable implements Routes {

    private static final String SELECT = "select id, name, revision, spec from route ";

    private static final String APPLY = """
            insert into route as r (id, name, revision, spec) values (?, ?, ?, ?)
            on conflict (id) do update set name = excluded.name, revision = excluded.revision, spec = excluded.spec
            where excluded.revision > r.revision
            """;

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    RouteTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public List<Route> all() {
        return jdbc.sql(SELECT).query(this::read).list();
    }

    @Override
    public Optional<Route> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::read).optional();
    }

    @Override
    public Route apply(ApplyRoute accepted) {
        jdbc.sql(APPLY)
                .params(accepted.id(), accepted.name(), accepted.revision(), codec.write(accepted.spec()))
                .update();
        return find(accepted.id()).orElseThrow();
    }

    @Override
    public void remove(UUID id) {
        jdbc.sql("delete from route where id = ?").param(id).update();
    }

    private Route read(ResultSet row, int n) throws SQLException {
        return new Route(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("revision"),
                codec.read(row.getString("spec"), RouteSpec.class));
    }
}
