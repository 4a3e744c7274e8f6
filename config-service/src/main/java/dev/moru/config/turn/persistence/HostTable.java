package dev.moru.config.turn.persistence;

import dev.moru.config.turn.Hosts;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class HostTable implements Hosts {

    private final JdbcClient jdbc;

    HostTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public KnownHost find(UUID server) {
        return jdbc.sql("select server, roles, pins, unsettled_by from host where server = ?")
                .param(server)
                .query(HostTable::read)
                .optional()
                .orElseGet(() -> new KnownHost(server, List.of(), List.of(), false));
    }

    @Override
    public void store(KnownHost host) {
        jdbc.sql("""
                        insert into host (server, roles, pins) values (?, ?, ?)
                        on conflict (server) do update set roles = excluded.roles, pins = excluded.pins
                        """)
                .params(
                        host.server(),
                        host.roles().toArray(String[]::new),
                        host.pins().toArray(String[]::new))
                .update();
    }

    @Override
    public void mayGoOn(UUID server, UUID play) {
        jdbc.sql("""
                        insert into host (server, unsettled_by) values (?, ?)
                        on conflict (server) do update set unsettled_by = excluded.unsettled_by
                        """).params(server, play).update();
    }

    @Override
    public void isOver(UUID server, UUID play) {
        jdbc.sql("update host set unsettled_by = null where server = ? and unsettled_by = ?")
                .params(server, play)
                .update();
    }

    @Override
    public void forget(UUID server) {
        jdbc.sql("delete from host where server = ?").param(server).update();
        jdbc.sql("delete from turn where server = ? and play is null")
                .param(server)
                .update();
    }

    private static KnownHost read(ResultSet row, int n) throws SQLException {
        return new KnownHost(
                row.getObject("server", UUID.class),
                texts(row.getArray("roles")),
                texts(row.getArray("pins")),
                row.getObject("unsettled_by") != null);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
