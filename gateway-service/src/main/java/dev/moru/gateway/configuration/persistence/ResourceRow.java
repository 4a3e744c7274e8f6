package dev.moru.gateway.configuration.persistence;

import dev.moru.durable.MessageCodec;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.ResourceStatus;
import dev.moru.gateway.database.Cells;
import io.r2dbc.spi.Readable;

/** A row of the table {@code configuration} as a resource. */
public final class ResourceRow {

    public static final String COLUMNS =
            "id, kind, scope, name, revision, spec::text as spec, status::text as status, deleting, created_at, updated_at";

    private ResourceRow() {}

    public static Resource read(Readable row, MessageCodec codec) {
        var cells = new Cells(row);
        var kind = ResourceKind.of(cells.text("kind"));
        return new Resource(
                cells.id("id"),
                new ResourceName(kind, cells.text("scope"), cells.text("name")),
                cells.number("revision"),
                codec.read(cells.text("spec"), kind.specType()),
                codec.read(cells.text("status"), ResourceStatus.class),
                cells.flag("deleting"),
                cells.time("created_at"),
                cells.time("updated_at"));
    }
}
