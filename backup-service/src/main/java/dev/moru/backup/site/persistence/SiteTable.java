package dev.moru.backup.site.persistence;

import dev.moru.backup.site.BackupSite;
import dev.moru.backup.site.Sites;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.durable.MessageCodec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SiteTable implements Sites {

    private static final String APPLY_SITE = """
            insert into site as s (id, name, revision, spec) values (?, ?, ?, ?::json)
            on conflict (id) do update set name = excluded.name, revision = excluded.revision, spec = excluded.spec
            where excluded.revision > s.revision
            """;

    private static final String APPLY_CLASS = """
            insert into storage_class as c (id, site_id, name, revision, spec) values (?, ?, ?, ?, ?::json)
            on conflict (id) do update set name = excluded.name, revision = excluded.revision, spec = excluded.spec
            where excluded.revision > c.revision
            """;

    private static final String SELECT_SITES = "select id, name, revision, spec from site where not removed";

    private final JdbcClient jdbc;
    private final MessageCodec codec;

    SiteTable(JdbcClient jdbc, MessageCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public void apply(BackupSite site) {
        jdbc.sql(APPLY_SITE)
                .params(site.id(), site.name(), site.revision(), codec.write(site.spec()))
                .update();
    }

    @Override
    public void apply(OfferedClass offered) {
        jdbc.sql(APPLY_CLASS)
                .params(offered.id(), offered.site(), offered.name(), offered.revision(), codec.write(offered.spec()))
                .update();
    }

    @Override
    public void remove(UUID id, long revision) {
        for (var table : List.of("site", "storage_class")) {
            jdbc.sql("update " + table + " set removed = true, revision = ? where id = ? and revision <= ?")
                    .params(revision, id, revision)
                    .update();
        }
    }

    @Override
    public Optional<BackupSite> find(String name) {
        return jdbc.sql(SELECT_SITES + " and name = ?")
                .param(name)
                .query(this::readSite)
                .optional();
    }

    @Override
    public List<BackupSite> all() {
        return jdbc.sql(SELECT_SITES + " order by id").query(this::readSite).list();
    }

    private BackupSite readSite(ResultSet row, int n) throws SQLException {
        return new BackupSite(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getLong("revision"),
                codec.read(row.getString("spec"), SiteSpec.class));
    }

    @Override
    public Optional<StorageClassSpec> storageClass(UUID site, String name) {
        return jdbc.sql("select spec from storage_class where site_id = ? and name = ? and not removed")
                .params(site, name)
                .query((row, n) -> codec.read(row.getString("spec"), StorageClassSpec.class))
                .optional();
    }
}
