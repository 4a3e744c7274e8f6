package dev.moru.durable.database;

import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** For the rare transaction over whole tables, for which nobody waits. */
public final class Unhurried {

    private Unhurried() {}

    /**
     * Lets the statements of the running transaction take as long as they need, and read tables from end to end. The pool puts
     * the connection back as it was.
     */
    public static void transaction(JdbcTemplate jdbc) {
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(Runnable::run, 0);
            return true;
        });
        jdbc.execute("set local statement_timeout = 0");
        jdbc.execute("set local enable_seqscan = on");
    }
}
