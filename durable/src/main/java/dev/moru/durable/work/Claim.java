package dev.moru.durable.work;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** An item in the hands of this process. */
record Claim(WorkItem item, long fence, boolean cancelRequested) {

    static Claim read(ResultSet row) throws SQLException {
        var item = new WorkItem(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getObject("aggregate", UUID.class),
                row.getString("payload"),
                row.getString("checkpoint"),
                row.getInt("attempt"),
                row.getBoolean("taken_over"),
                row.getString("traceparent"));
        return new Claim(item, row.getLong("fence"), row.getBoolean("cancel_requested"));
    }
}
