package dev.moru.gateway.guest;

import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.Where;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Permitted;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What is on a cluster. It belongs to the installation, so only who may read sites sees it. */
@RestController
class GuestReads {

    private static final ListTable GUESTS = ListTable.of("guest_view")
            .key("vmId", "vm_id", FieldType.INTEGER)
            .words("type", "type", List.of("qemu", "lxc"))
            .field("name", "name", FieldType.TEXT)
            .field("node", "node", FieldType.TEXT)
            .field("status", "status", FieldType.TEXT)
            .words("relation", "relation", List.of("managed", "unmanaged", "foreign", "template"))
            .field("server", "server", FieldType.ID)
            .orderedBy("vmId");

    private static final String KNOWN = "select id from configuration where kind = 'site' and name = $1";

    private final DatabaseClient database;
    private final Lister lister;

    GuestReads(DatabaseClient database, Lister lister) {
        this.database = database;
        this.lister = lister;
    }

    @GetMapping("/api/v1/sites/{site}/guests")
    @Permitted("site:read")
    Mono<Page<GuestDocument>> list(@PathVariable String site, ListRequest request) {
        return known(site)
                .then(lister.page(GUESTS, Where.EVERYTHING.and("site = ?", site), request, GuestReads::document));
    }

    private Mono<UUID> known(String site) {
        return database.sql(KNOWN)
                .bind(0, site)
                .map(row -> given(row.get("id", UUID.class)))
                .one()
                .switchIfEmpty(Mono.error(() ->
                        Problem.of(ProblemType.NOT_FOUND, "no site " + site).asException()));
    }

    private static GuestDocument document(Readable row) {
        return new GuestDocument(
                given(row.get("vm_id", Integer.class)),
                given(row.get("type", String.class)),
                row.get("name", String.class),
                given(row.get("node", String.class)),
                given(row.get("status", String.class)),
                given(row.get("relation", String.class)),
                row.get("server", UUID.class),
                given(row.get("observed_at", Instant.class)));
    }

    private static <T> T given(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
