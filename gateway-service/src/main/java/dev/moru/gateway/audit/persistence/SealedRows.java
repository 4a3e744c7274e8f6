package dev.moru.gateway.audit.persistence;

import dev.moru.gateway.audit.AuditChain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The audit trail as the sealer and the verification read it. */
final class SealedRows {

    private static final String CHAINED = """
            position, at, id::text, actor, action, outcome, project, target_kind, target_id, target_name, operation::text,
            address, trace, detail""";
    private static final int CHAINED_TEXTS = 12;

    private static final String UNSEALED =
            "select " + CHAINED + " from audit where number is null order by position limit ?";

    private static final String SEALED =
            "select " + CHAINED + ", number, hash from audit where number is not null order by number";

    private static final String SEAL = """
            update audit a set number = s.number, hash = s.hash
            from unnest(?::bigint[], ?::bigint[], ?::bytea[]) as s(position, number, hash)
            where a.position = s.position and a.number is null
            """;

    private final JdbcTemplate jdbc;

    SealedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A sealed row. */
    record Sealed(AuditChain.Row row, long number, byte[] hash) {}

    /** The end of a chain, or of what a signature covers. */
    record Link(long number, byte[] hash) {}

    record Checkpoint(long number, byte[] hash, byte[] signature) {}

    List<AuditChain.Row> unsealed(int most) {
        return jdbc.query(UNSEALED, (rs, n) -> row(rs), most);
    }

    Optional<Link> last() {
        return jdbc
                .query(
                        "select number, hash from audit where number is not null order by number desc limit 1",
                        (rs, n) -> new Link(rs.getLong(1), rs.getBytes(2)))
                .stream()
                .findFirst();
    }

    /** @return how many rows were sealed */
    int seal(List<Sealed> rows) {
        var positions = rows.stream().map(link -> link.row().position()).toArray(Long[]::new);
        var numbers = rows.stream().map(Sealed::number).toArray(Long[]::new);
        var hashes = rows.stream().map(Sealed::hash).toArray(byte[][]::new);
        return jdbc.update(connection -> {
            var statement = connection.prepareStatement(SEAL);
            statement.setArray(1, connection.createArrayOf("bigint", positions));
            statement.setArray(2, connection.createArrayOf("bigint", numbers));
            statement.setArray(3, connection.createArrayOf("bytea", hashes));
            return statement;
        });
    }

    void insertCheckpoint(Checkpoint checkpoint) {
        jdbc.update(
                "insert into audit_checkpoint (number, hash, signature, at) values (?, ?, ?, now())",
                checkpoint.number(),
                checkpoint.hash(),
                checkpoint.signature());
    }

    List<Checkpoint> checkpoints() {
        return jdbc.query(
                "select number, hash, signature from audit_checkpoint order by number",
                (rs, n) -> new Checkpoint(rs.getLong(1), rs.getBytes(2), rs.getBytes(3)));
    }

    /** Every sealed row in the order of the chain; within a transaction rows come in portions. */
    void forEachSealed(Consumer<Sealed> consumer) {
        var streaming = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        streaming.setFetchSize(5_000);
        streaming.query(SEALED, rs -> {
            consumer.accept(new Sealed(row(rs), rs.getLong(CHAINED_TEXTS + 3), rs.getBytes(CHAINED_TEXTS + 4)));
        });
    }

    private static AuditChain.Row row(ResultSet rs) throws SQLException {
        var texts = new @Nullable String[CHAINED_TEXTS];
        for (int i = 0; i < CHAINED_TEXTS; i++) {
            texts[i] = rs.getString(i + 3);
        }
        return new AuditChain.Row(rs.getLong(1), rs.getTimestamp(2).toInstant(), new ArrayList<>(Arrays.asList(texts)));
    }
}
