package dev.moru.systemtests.chaos;

import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.systemtests.history.Reserved;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks every now and then what is reserved, as long as the database answers. */
final class ReservationWatch implements AutoCloseable {

    private static final Duration LEAST_PAUSE = Duration.ofSeconds(1);

    /** However long the run is. */
    private static final int MOST_LOOKS = 900;

    private static final String RESERVED = """
            select jsonb_build_object(
              'vmIds', (select coalesce(jsonb_agg(vm_id), '[]') from provisioning.vm),
              'addressed', (select coalesce(jsonb_agg(distinct server_id), '[]') from provisioning.address))
            """;

    private final EmbeddedPostgres postgres;
    private final Duration pause;
    private final Queue<Reserved> looks = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::look, "reservations");
    private volatile boolean stopped;

    /** @param length of the run */
    ReservationWatch(EmbeddedPostgres postgres, Duration length) {
        this.postgres = postgres;
        var share = length.dividedBy(MOST_LOOKS);
        this.pause = share.compareTo(LEAST_PAUSE) > 0 ? share : LEAST_PAUSE;
        thread.setDaemon(true);
        thread.start();
    }

    List<Reserved> looks() {
        return List.copyOf(looks);
    }

    private void look() {
        while (!stopped) {
            try {
                looks.add(reserved());
            } catch (SQLException away) {
                // As it shall be now and then.
            }
            try {
                TimeUnit.MILLISECONDS.sleep(pause.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private Reserved reserved() throws SQLException {
        var from = Instant.now();
        try (var connection = postgres.connect("moru");
                var statement = connection.createStatement();
                var row = statement.executeQuery(RESERVED)) {
            row.next();
            var found = JsonMapper.shared().readTree(row.getString(1));
            return new Reserved(
                    from,
                    Instant.now(),
                    found.path("vmIds").valueStream().map(JsonNode::asInt).collect(Collectors.toSet()),
                    found.path("addressed")
                            .valueStream()
                            .map(server -> UUID.fromString(server.asString()))
                            .collect(Collectors.toSet()));
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
