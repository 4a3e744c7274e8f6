package dev.moru.gateway.configuration.persistence;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.ResourceStatus;
import dev.moru.gateway.database.Cells;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The tables {@code configuration} and {@code configuration_revision}. */
@Component
class ConfigurationRows {

    private static final String FIND = "select " + ResourceRow.COLUMNS
            + " from configuration where kind = $1 and scope = $2 and (name = $3 or id::text = $3)";

    private static final String INSERT = """
            insert into configuration (id, kind, scope, name, revision, spec, status, created_at, updated_at)
            values ($1, $2, $3, $4, $5, $6::jsonb, $7::jsonb, $8, $9)
            """;

    private static final String UPDATE = """
            update configuration set revision = $2, spec = $3::jsonb, deleting = $4, updated_at = $5 where id = $1
            """;

    private static final String INSERT_REVISION = """
            insert into configuration_revision (resource, revision, kind, scope, name, spec, deleting, created_at,
                                                updated_at, actor, request_key, request_hash)
            values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9, $10, $11, $12)
            """;

    private static final String EARLIER = """
            select resource as id, revision, kind, scope, name, spec::text as spec, deleting, created_at, updated_at,
                   '{}' as status, request_hash
            from configuration_revision where request_key = $1
            """;

    private final DatabaseClient database;
    private final MessageCodec codec;

    ConfigurationRows(DatabaseClient database, MessageCodec codec) {
        this.database = database;
        this.codec = codec;
    }

    /** An accepted state, and the hash of the request that led to it. */
    record Earlier(Resource resource, String bodyHash) {}

    Mono<Earlier> earlier(RequestKey key) {
        return database.sql(EARLIER)
                .bind(0, key.key())
                .map(row -> new Earlier(read(row), new Cells(row).text("request_hash")))
                .one();
    }

    Mono<Instant> now() {
        return database.sql("select now() as at")
                .map(row -> new Cells(row).time("at"))
                .one();
    }

    /** @param name its name or its id */
    Mono<Resource> find(ResourceName name) {
        return find(name, "");
    }

    Mono<Resource> lock(ResourceName name) {
        return find(name, " for update");
    }

    /** Keeps it as it is until the transaction ends. */
    Mono<Resource> hold(ResourceName name) {
        return find(name, " for share");
    }

    private Mono<Resource> find(ResourceName name, String locking) {
        return database.sql(FIND + locking)
                .bind(0, name.kind().word())
                .bind(1, name.scope())
                .bind(2, name.name())
                .map(this::read)
                .one();
    }

    /** Every resource of a kind that a scope can see: its own and those of the installation. */
    Flux<Resource> visible(ResourceKind kind, String scope) {
        return database.sql("select " + ResourceRow.COLUMNS
                        + " from configuration where kind = $1 and scope in ('', $2) order by id for share")
                .bind(0, kind.word())
                .bind(1, scope)
                .map(this::read)
                .all();
    }

    Mono<Void> insert(Resource resource) {
        return database.sql(INSERT)
                .bind(0, resource.id())
                .bind(1, resource.key().kind().word())
                .bind(2, resource.key().scope())
                .bind(3, resource.name())
                .bind(4, resource.revision())
                .bind(5, codec.write(resource.spec()))
                .bind(6, codec.write(ResourceStatus.UNKNOWN))
                .bind(7, resource.createdAt())
                .bind(8, resource.updatedAt())
                .then();
    }

    Mono<Void> update(Resource resource) {
        return database.sql(UPDATE)
                .bind(0, resource.id())
                .bind(1, resource.revision())
                .bind(2, codec.write(resource.spec()))
                .bind(3, resource.deleting())
                .bind(4, resource.updatedAt())
                .then();
    }

    Mono<Void> delete(Resource resource) {
        return database.sql("delete from configuration where id = $1")
                .bind(0, resource.id())
                .then();
    }

    Mono<Void> insertRevision(Resource resource, String actor, RequestKey key) {
        return database.sql(INSERT_REVISION)
                .bind(0, resource.id())
                .bind(1, resource.revision())
                .bind(2, resource.key().kind().word())
                .bind(3, resource.key().scope())
                .bind(4, resource.name())
                .bind(5, codec.write(resource.spec()))
                .bind(6, resource.deleting())
                .bind(7, resource.createdAt())
                .bind(8, resource.updatedAt())
                .bind(9, actor)
                .bind(10, key.key())
                .bind(11, key.bodyHash())
                .then();
    }

    private Resource read(Readable row) {
        return ResourceRow.read(row, codec);
    }
}
