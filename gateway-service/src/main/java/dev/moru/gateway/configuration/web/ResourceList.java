package dev.moru.gateway.configuration.web;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.persistence.ResourceRow;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.Where;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lists configuration resources. */
@Component
class ResourceList {

    private static final ListTable TABLE = ListTable.of("configuration")
            .columns(ResourceRow.COLUMNS)
            .key("id", "id", FieldType.ID)
            .sortable("name", "name", FieldType.TEXT)
            .sortable("createdAt", "created_at", FieldType.TIME)
            .sortable("updatedAt", "updated_at", FieldType.TIME)
            .field("revision", "revision", FieldType.INTEGER)
            .field("deleting", "deleting", FieldType.BOOLEAN)
            .orderedBy("name");

    private final Lister lister;
    private final MessageCodec codec;

    ResourceList(Lister lister, MessageCodec codec) {
        this.lister = lister;
        this.codec = codec;
    }

    Mono<Page<Resource>> page(ResourceKind kind, String scope, ListRequest request) {
        var where = Where.EVERYTHING.and("kind = ?", kind.word()).and("scope = ?", scope);
        return lister.page(TABLE, where, request, row -> ResourceRow.read(row, codec));
    }
}
