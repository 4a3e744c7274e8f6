package dev.moru.backup.turn.persistence;

import dev.moru.backup.turn.BackupTurn;
import dev.moru.backup.turn.BackupTurns;
import dev.moru.durable.MessageCodec;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TurnTable implements BackupTurns {

    private static final String STORE = """
            insert into backup_turn (server_id, state) values (?, ?::json)
            on conflict (server_id) do update set state = excluded.state
            """;

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    TurnTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public Optional<BackupTurn> lock(UUID server) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 1))")
                .param(server.toString())
                .query(row -> {});
        return find(server);
    }

    @Override
    public Optional<BackupTurn> find(UUID server) {
        return jdbc.sql("select state from backup_turn where server_id = ?")
                .param(server)
                .query((row, n) -> codec.read(row.getString("state"), BackupTurn.class))
                .optional();
    }

    @Override
    public void store(BackupTurn turn) {
        jdbc.sql(STORE).params(turn.server(), codec.write(turn)).update();
    }

    @Override
    public Instant now() {
        return jdbc.sql("select now()").query(Timestamp.class).single().toInstant();
    }
}
