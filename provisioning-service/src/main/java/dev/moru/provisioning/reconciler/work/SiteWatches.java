package dev.moru.provisioning.reconciler.work;

import dev.moru.provisioning.StateCodec;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was told of sites, as rows. */
final class SiteWatches {

    private final JdbcTemplate jdbc;
    private final StateCodec codec;

    SiteWatches(JdbcTemplate jdbc, StateCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    /** Locks the row until the transaction ends. */
    SiteWatch lock(UUID site) {
        jdbc.update(
                "insert into site_watch (site_id, state) values (?, ?::json) on conflict do nothing",
                site,
                codec.write(SiteWatch.nothing()));
        return jdbc.query(
                        "select state from site_watch where site_id = ? for update",
                        (row, n) -> codec.read(row.getString(1), SiteWatch.class),
                        site)
                .get(0);
    }

    void save(UUID site, SiteWatch watch) {
        jdbc.update("update site_watch set state = ?::json where site_id = ?", codec.write(watch), site);
    }
}
