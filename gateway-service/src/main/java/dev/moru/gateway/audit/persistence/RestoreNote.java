package dev.moru.gateway.audit.persistence;

import dev.moru.gateway.audit.Requester;
import dev.moru.gateway.request.Incoming;
import java.util.HexFormat;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The first row of the audit trail in an epoch. It names the last checkpoint that was published before the restore, so that
 * the rows which went with the time after the backup are known to be missing.
 */
public final class RestoreNote {

    private static final String INSERT = """
            insert into audit (id, at, actor, action, outcome, detail)
            values (?, now(), ?, 'installation.restore', 'accepted', ?)
            """;

    private final JdbcTemplate jdbc;
    private final PublishedCheckpoints published;

    RestoreNote(JdbcTemplate jdbc, PublishedCheckpoints published) {
        this.jdbc = jdbc;
        this.published = published;
    }

    /** In the running transaction. */
    public void write(Requester requester, int epoch) {
        var last = published
                .last()
                .map(checkpoint -> "the last published checkpoint is row %d, %s"
                        .formatted(checkpoint.number(), HexFormat.of().formatHex(checkpoint.hash())))
                .orElse("no published checkpoint is known");
        jdbc.update(INSERT, Incoming.newId(), requester.actor(), "epoch %d begins; %s".formatted(epoch, last));
    }
}
