package dev.moru.monitoring.site.persistence;

import dev.moru.contracts.site.SiteSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.monitoring.site.MonitoredSite;
import dev.moru.monitoring.site.Sites;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SiteTable implements Sites {

    private static final String APPLY = """
            insert into site as s (id, name, revision, spec) values (?, ?, ?, ?::json)
            on conflict (id) do update set name = excluded.name, revision = excluded.revision, spec = excluded.spec
            where excluded.revision > s.revision
            """;

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    SiteTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public void apply(MonitoredSite site) {
        jdbc.sql(APPLY)
                .params(site.id(), site.name(), site.revision(), codec.write(site.spec()))
                .update();
    }

    @Override
    public void remove(UUID id, long revision) {
        jdbc.sql("update site set removed = true, revision = ? where id = ? and revision <= ?")
                .params(revision, id, revision)
                .update();
    }

    @Override
    public List<MonitoredSite> all() {
        return jdbc.sql("select id, name, revision, spec from site where not removed order by id")
                .query((row, n) -> new MonitoredSite(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("revision"),
                        codec.read(row.getString("spec"), SiteSpec.class)))
                .list();
    }
}
