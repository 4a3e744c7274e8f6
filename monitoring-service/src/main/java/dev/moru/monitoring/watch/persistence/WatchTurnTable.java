package dev.moru.monitoring.watch.persistence;

import dev.moru.durable.MessageCodec;
import dev.moru.monitoring.watch.WatchTurn;
import dev.moru.monitoring.watch.WatchTurns;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class WatchTurnTable implements WatchTurns {

    private static final String STORE = """
            insert into watch_turn (server_id, state) values (?, ?::json)
            on conflict (server_id) do update set state = excluded.state
            """;

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    WatchTurnTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public Optional<WatchTurn> lock(UUID server) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 1))")
                .param(server.toString())
                .query(row -> {});
        return find(server);
    }

    @Override
    public Optional<WatchTurn> find(UUID server) {
        return jdbc.sql("select state from watch_turn where server_id = ?")
                .param(server)
                .query((row, n) -> codec.read(row.getString("state"), WatchTurn.class))
                .optional();
    }

    @Override
    public void store(WatchTurn turn) {
        jdbc.sql(STORE).params(turn.server(), codec.write(turn)).update();
    }

    @Override
    public List<WatchTurn> answered(UUID behind, int atMost) {
        return jdbc.sql("""
                        select state from watch_turn where server_id > ? and state ->> 'answer' is not null
                        order by server_id limit ?
                        """)
                .params(behind, atMost)
                .query((row, n) -> codec.read(row.getString("state"), WatchTurn.class))
                .list();
    }

    @Override
    public Instant now() {
        return jdbc.sql("select now()").query(Timestamp.class).single().toInstant();
    }
}
