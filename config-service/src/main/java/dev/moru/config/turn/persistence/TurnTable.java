package dev.moru.config.turn.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.config.turn.Origin;
import dev.moru.config.turn.Turn;
import dev.moru.config.turn.TurnId;
import dev.moru.config.turn.Turns;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.durable.MessageCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class TurnTable implements Turns {

    private static final String SELECT = """
            select server, command, origin, expires_at, play, stop_requested, breaks, next_line, answer from turn
            """;

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    TurnTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public Instant now() {
        return jdbc.sql("select now()").query(OffsetDateTime.class).single().toInstant();
    }

    /** A turn of which a later one is known is over, whatever replays its command. */
    @Override
    public boolean add(Turn turn) {
        var isNew = jdbc.sql("""
                        insert into turn (server, number, command, origin, expires_at, next_line)
                        select :server, :number, :command, :origin, :expires, :line
                        where not exists (select 1 from turn where server = :server and number > :number)
                          and not exists (select 1 from host where server = :server and closed >= :number)
                        on conflict do nothing
                        """)
                        .param("server", turn.server())
                        .param("number", turn.id().number())
                        .param("command", codec.write(turn.command()))
                        .param("origin", codec.write(turn.origin()))
                        .param("expires", turn.expiresAt().atOffset(ZoneOffset.UTC))
                        .param("line", turn.nextLine())
                        .update()
                == 1;
        if (isNew) {
            jdbc.sql("delete from turn where server = ? and number < ? and play is null")
                    .params(turn.server(), turn.id().number())
                    .update();
        }
        return isNew;
    }

    @Override
    public void close(TurnId id) {
        jdbc.sql("""
                        insert into host as h (server, closed) values (?, ?)
                        on conflict (server) do update set closed = greatest(h.closed, excluded.closed)
                        """).params(id.server(), id.number()).update();
    }

    @Override
    public Optional<Turn> lock(TurnId id) {
        return jdbc.sql(SELECT + "where server = ? and number = ? for update")
                .params(id.server(), id.number())
                .query(this::read)
                .optional();
    }

    @Override
    public List<Turn> lockAllOf(UUID play) {
        return jdbc.sql(SELECT + "where play = ? order by server, number for update")
                .param(play)
                .query(this::read)
                .list();
    }

    @Override
    public List<Turn> of(UUID play) {
        return jdbc.sql(SELECT + "where play = ? order by server, number")
                .param(play)
                .query(this::read)
                .list();
    }

    @Override
    public List<Turn> answered(TurnId behind, int atMost) {
        return jdbc.sql(SELECT + "where (server, number) > (?, ?) and play is null order by server, number limit ?")
                .params(behind.server(), behind.number(), atMost)
                .query(this::read)
                .list();
    }

    /** The number of the next line moves with the lines alone. */
    @Override
    public void store(Turn turn) {
        jdbc.sql("""
                        update turn set play = :play, stop_requested = :stop, breaks = :breaks, answer = :answer
                        where server = :server and number = :number
                        """)
                .param("play", turn.play())
                .param("stop", turn.stopRequested())
                .param("breaks", turn.breaks())
                .param("answer", turn.knownAnswer().map(codec::write).orElse(null))
                .param("server", turn.server())
                .param("number", turn.id().number())
                .update();
    }

    @Override
    public Gathering gather(String party, int largest) {
        var open = lockOpen(party);
        if (open.isPresent() && of(open.get()).size() < largest) {
            return new Gathering(open.get(), false);
        }
        open.ifPresent(this::begin);
        var play = UuidCreator.getTimeOrderedEpoch();
        var isNew = jdbc.sql("insert into play (id, party) values (?, ?) on conflict do nothing")
                        .params(play, party)
                        .update()
                == 1;
        // Somebody else opened one at this moment; its row can be seen, now that the insert has waited for its commit.
        return isNew ? new Gathering(play, true) : gather(party, largest);
    }

    private Optional<UUID> lockOpen(String party) {
        return jdbc.sql("select id from play where party = ? and not begun for update")
                .param(party)
                .query(UUID.class)
                .optional();
    }

    @Override
    public void begin(UUID play) {
        jdbc.sql("update play set begun = true where id = ?").param(play).update();
    }

    @Override
    public boolean hasBegun(UUID play) {
        return jdbc.sql("select begun from play where id = ? for update")
                .param(play)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void remove(UUID play) {
        jdbc.sql("delete from play where id = ?").param(play).update();
    }

    @Override
    public void advance(TurnId id, long nextLine) {
        jdbc.sql("update turn set next_line = ? where server = ? and number = ?")
                .params(nextLine, id.server(), id.number())
                .update();
    }

    private Turn read(ResultSet row, int n) throws SQLException {
        var answer = row.getString("answer");
        return new Turn(
                row.getObject("server", UUID.class),
                codec.read(row.getString("command"), ConfigureServer.class),
                codec.read(row.getString("origin"), Origin.class),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getObject("play", UUID.class),
                row.getBoolean("stop_requested"),
                row.getInt("breaks"),
                row.getLong("next_line"),
                answer == null ? null : codec.read(answer, TurnAnswered.class));
    }
}
