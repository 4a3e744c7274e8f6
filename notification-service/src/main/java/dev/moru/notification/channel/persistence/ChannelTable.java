package dev.moru.notification.channel.persistence;

import dev.moru.contracts.notification.ApplyChannel;
import dev.moru.contracts.notification.ChannelSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.channel.Channels;
import dev.moru.notification.channel.ConfiguredChannel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

@Repository
class ChannelTable implements Channels {

    private static final String SELECT = """
            select id, name, revision, spec, gone, ailing,
                   case when former_secrets_until > now() then former_secrets else '{}'::jsonb end as former_secrets
            from channel
            """;

    /** New secrets keep the former ones beside them for a while, so that receivers can change over in peace. */
    private static final String APPLY = """
            insert into channel as c (id, name, revision, spec, secrets)
            values (:id, :name, :revision, :spec, :secrets::jsonb)
            on conflict (id) do update set
              name = excluded.name,
              revision = excluded.revision,
              spec = excluded.spec,
              secrets = excluded.secrets,
              gone = null,
              ailing = false,
              former_secrets = case when excluded.secrets <> c.secrets then c.secrets else c.former_secrets end,
              former_secrets_until = case when excluded.secrets <> c.secrets
                                          then now() + make_interval(secs => :overlap) else c.former_secrets_until end
            where excluded.revision > c.revision
            """;

    private final JdbcClient jdbc;
    private final MessageCodec codec;
    private final Duration overlap;

    ChannelTable(JdbcClient jdbc, MessageCodec codec, NotificationProperties properties) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.overlap = properties.secretOverlap();
    }

    @Override
    public List<ConfiguredChannel> all() {
        return jdbc.sql(SELECT).query(this::read).list();
    }

    @Override
    public Set<UUID> ailing() {
        return jdbc.sql("select id from channel where ailing").query(UUID.class).set();
    }

    @Override
    public Optional<ConfiguredChannel> find(UUID id) {
        return jdbc.sql(SELECT + "where id = ?").param(id).query(this::read).optional();
    }

    @Override
    public ConfiguredChannel apply(ApplyChannel accepted) {
        jdbc.sql(APPLY)
                .param("id", accepted.id())
                .param("name", accepted.name())
                .param("revision", accepted.revision())
                .param("spec", codec.write(accepted.spec()))
                .param("secrets", codec.write(accepted.spec().secrets()))
                .param("overlap", overlap.toSeconds())
                .update();
        return find(accepted.id()).orElseThrow();
    }

    @Override
    public void remove(UUID id) {
        jdbc.sql("delete from channel where id = ?").param(id).update();
    }

    @Override
    public void giveUp(UUID id, long revision, String reason) {
        jdbc.sql("update channel set gone = ? where id = ? and revision = ?")
                .params(reason, id, revision)
                .update();
    }

    @Override
    public void markAiling(UUID id, long revision, boolean ailing) {
        jdbc.sql("update channel set ailing = ? where id = ? and revision = ?")
                .params(ailing, id, revision)
                .update();
    }

    private ConfiguredChannel read(ResultSet row, int n) throws SQLException {
        return new ConfiguredChannel(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("revision"),
                codec.read(row.getString("spec"), ChannelSpec.class),
                secrets(row.getString("former_secrets")),
                row.getString("gone"),
                row.getBoolean("ailing"));
    }

    private Map<String, String> secrets(String text) {
        var secrets = new HashMap<String, String>();
        codec.read(text, JsonNode.class)
                .properties()
                .forEach(
                        secret -> secrets.put(secret.getKey(), secret.getValue().asString()));
        return secrets;
    }
}
