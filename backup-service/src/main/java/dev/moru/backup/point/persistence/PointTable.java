package dev.moru.backup.point.persistence;

import dev.moru.backup.point.RestorePoint;
import dev.moru.backup.point.RestorePoints;
import dev.moru.durable.MessageCodec;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class PointTable implements RestorePoints {

    private static final String ADD = """
            insert into restore_point (id, server_id, policy_id, state, site, body)
            values (?, ?, ?, ?, ?, ?::json) on conflict (id) do nothing
            """;

    private static final String STORE = """
            update restore_point set state = ?, taken_at = ?, holders = ?::uuid[], removal = ?, body = ?::json where id = ?
            """;

    private static final String SELECT = "select body from restore_point ";

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    PointTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public void add(RestorePoint point) {
        var backup = point.backup();
        jdbc.sql(ADD)
                .param(backup.id())
                .param(backup.serverId())
                .param(backup.policyId())
                .param(backup.state().name())
                .param(backup.site())
                .param(codec.write(point))
                .update();
    }

    @Override
    public void store(RestorePoint point) {
        var removal = point.removal();
        jdbc.sql(STORE)
                .param(point.backup().state().name())
                .param(column(point.backup().takenAt()))
                .param(point.holders().toArray(UUID[]::new))
                .param(removal == null ? null : removal.name())
                .param(codec.write(point))
                .param(point.id())
                .update();
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Optional<RestorePoint> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = ? for update")
                .param(id)
                .query((row, n) -> read(row.getString(1)))
                .optional();
    }

    @Override
    public Optional<RestorePoint> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, n) -> read(row.getString(1)))
                .optional();
    }

    @Override
    public List<RestorePoint> availableOf(UUID server) {
        return jdbc.sql(SELECT + "where server_id = ? and state = 'AVAILABLE' order by taken_at desc, id desc")
                .param(server)
                .query((row, n) -> read(row.getString(1)))
                .list();
    }

    @Override
    public List<RestorePoint> availableAt(String site) {
        return jdbc.sql(SELECT + "where site = ? and state = 'AVAILABLE' order by id")
                .param(site)
                .query((row, n) -> read(row.getString(1)))
                .list();
    }

    @Override
    public List<RestorePoint> lockHeldBy(UUID operation) {
        return jdbc.sql(SELECT + "where cardinality(holders) > 0 and ? = any(holders) order by id for update")
                .param(operation)
                .query((row, n) -> read(row.getString(1)))
                .list();
    }

    @Override
    public Instant now() {
        return jdbc.sql("select now()").query(Timestamp.class).single().toInstant();
    }

    private RestorePoint read(String body) {
        return codec.read(body, RestorePoint.class);
    }
}
