package dev.moru.gateway.fold;

import org.springframework.jdbc.core.JdbcTemplate;

/** Any number of folds pass at a time, or whoever exchanges what they fold into; by the running transaction's end. */
final class FoldGate {

    /** Of this gate alone; advisory locks are shared by the whole database. */
    private static final long KEY = 0x6d6f72755f666f6cL;

    private final JdbcTemplate jdbc;

    FoldGate(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void pass() {
        lock("select pg_advisory_xact_lock_shared(?)");
    }

    void close() {
        lock("select pg_advisory_xact_lock(?)");
    }

    private void lock(String statement) {
        jdbc.query(statement, row -> {}, KEY);
    }
}
