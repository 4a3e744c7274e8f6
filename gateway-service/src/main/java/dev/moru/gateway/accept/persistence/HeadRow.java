package dev.moru.gateway.accept.persistence;

import dev.moru.contracts.server.ServerSpec;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.server.Head;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of the table {@code head}. */
final class HeadRow {

    static final String COLUMNS = """
            id, project, name, site, origin, version, accepted_sequence, protected, spec::text as spec, deleting,
            open_operations, created_at, updated_at""";

    private HeadRow() {}

    static Head read(Readable row, MessageCodec codec) {
        var cells = new Cells(row);
        return new Head(
                cells.id("id"),
                cells.text("project"),
                cells.text("name"),
                cells.text("site"),
                cells.text("origin"),
                cells.number("version"),
                cells.number("accepted_sequence"),
                cells.flag("protected"),
                cells.optionalText("spec")
                        .map(spec -> codec.read(spec, ServerSpec.class))
                        .orElse(null),
                cells.flag("deleting"),
                (int) cells.number("open_operations"),
                cells.time("created_at"),
                cells.time("updated_at"));
    }

    static List<@Nullable Object> columns(Head head, MessageCodec codec) {
        return Arrays.asList(
                head.id(),
                head.project(),
                head.name(),
                head.site(),
                head.origin(),
                head.version(),
                head.acceptedSequence(),
                head.deletionProtected(),
                head.spec() == null ? null : codec.write(head.spec()),
                head.deleting(),
                head.openOperations(),
                head.createdAt(),
                head.updatedAt());
    }
}
