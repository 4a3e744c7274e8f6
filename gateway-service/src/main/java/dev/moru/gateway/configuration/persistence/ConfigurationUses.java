package dev.moru.gateway.configuration.persistence;

import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.database.Cells;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What still needs a resource. Whoever begins to need one holds its row, so nothing is added while it is locked. */
@Component
class ConfigurationUses {

    private static final int MOST_SHOWN = 5;

    private static final String SERVERS = "select 'server ' || name as used_by from head where gone_at is null and ";
    private static final String CHILDREN = "select kind || ' ' || name as used_by from configuration where ";

    /** By kind; $1 is the scope, $2 the name, $3 the id, each as text. */
    private static final Map<ResourceKind, String> STATEMENTS = Map.of(
            ResourceKind.SITE,
            SERVERS + "site = $2 union all " + CHILDREN
                    + "scope = $2 and kind in ('image', 'network', 'storage-class')",
            ResourceKind.NETWORK,
            SERVERS
                    + "site = $1 and spec @> jsonb_build_object('networks', jsonb_build_array(jsonb_build_object('network', $2)))",
            ResourceKind.STORAGE_CLASS,
            SERVERS
                    + "site = $1 and spec @> jsonb_build_object('disks', jsonb_build_array(jsonb_build_object('storageClass', $2)))",
            ResourceKind.CHANNEL,
            CHILDREN + "kind = 'route' and not deleting and spec -> 'channels' ? $3",
            ResourceKind.PROJECT,
            SERVERS + "project = $2 union all " + CHILDREN
                    + "scope = $2 and kind in ('channel', 'route', 'backup-policy')",
            ResourceKind.BACKUP_POLICY,
            SERVERS + "project = $1 and spec ->> 'backupPolicy' = $2");

    private final DatabaseClient database;

    ConfigurationUses(DatabaseClient database) {
        this.database = database;
    }

    /** Some of what uses a resource, for people; empty when nothing does. */
    Mono<List<String>> of(Resource resource) {
        var statement = STATEMENTS.get(resource.key().kind());
        if (statement == null) {
            return Mono.just(List.of());
        }
        return database.sql(
                        "with wanted as (select $1::text, $2::text, $3::text) " + statement + " limit " + MOST_SHOWN)
                .bind(0, resource.key().scope())
                .bind(1, resource.name())
                .bind(2, resource.id().toString())
                .map(row -> new Cells(row).text("used_by"))
                .all()
                .collectList();
    }
}
