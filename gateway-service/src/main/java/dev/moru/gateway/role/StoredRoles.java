package dev.moru.gateway.role;

import dev.moru.contracts.role.RoleDefinition;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.database.Cells;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The catalogue of roles, as it was folded last. */
@Component
public class StoredRoles {

    private static final String ALL = "select document::text as document from role_view order by name";

    private final DatabaseClient database;
    private final MessageCodec codec;

    StoredRoles(DatabaseClient database, MessageCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    public Mono<RoleCatalogue> catalogue() {
        return database.sql(ALL)
                .map(row -> codec.read(new Cells(row).text("document"), RoleDefinition.class))
                .all()
                .collectList()
                .map(RoleCatalogue::new);
    }
}
