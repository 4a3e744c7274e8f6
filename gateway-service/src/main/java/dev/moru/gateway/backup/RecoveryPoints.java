package dev.moru.gateway.backup;

import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.server.ServerRecovery;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How servers stand against their policies, as it was told last. */
@Component
class RecoveryPoints {

    private static final String POINT = "select document, met from recovery_point_view where server_id = $1";

    private final DatabaseClient database;
    private final MessageCodec codec;

    RecoveryPoints(DatabaseClient database, MessageCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** Empty for a server of which nothing has been told: it has no policy, or is too new. */
    Mono<ServerRecovery> find(UUID server) {
        return database.sql(POINT)
                .bind(0, server)
                .map(row -> {
                    var cells = new Cells(row);
                    var point = codec.read(cells.text("document"), RecoveryPoint.class);
                    return ServerRecovery.of(point, cells.flag("met"));
                })
                .one();
    }
}
