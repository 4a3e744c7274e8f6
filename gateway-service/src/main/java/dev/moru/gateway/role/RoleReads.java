package dev.moru.gateway.role;

import dev.moru.contracts.role.RoleDefinition;
import dev.moru.durable.MessageCodec;
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
import java.util.Objects;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The roles that servers can be given, with the variables that shape them. They are the same in every project. */
@RestController
@RequestMapping("/api/v1/roles")
class RoleReads {

    private static final ListTable ROLES = ListTable.of("role_view")
            .columns("document")
            .key("name", "name", FieldType.TEXT)
            .orderedBy("name");

    private final Lister lister;
    private final StoredRoles roles;
    private final MessageCodec codec;

    RoleReads(Lister lister, StoredRoles roles, MessageCodec codec) {
        this.lister = lister;
        this.roles = roles;
        this.codec = codec;
    }

    @GetMapping
    @Permitted("server:read")
    Mono<Page<RoleDefinition>> list(ListRequest request) {
        return lister.page(ROLES, Where.EVERYTHING, request, this::role);
    }

    @GetMapping("/{name}")
    @Permitted("server:read")
    Mono<RoleDefinition> get(@PathVariable String name) {
        return roles.catalogue()
                .flatMapMany(catalogue -> Flux.fromIterable(catalogue.roles()))
                .filter(role -> role.name().equals(name))
                .next()
                .switchIfEmpty(Mono.error(() -> Problem.of(ProblemType.NOT_FOUND, "there is no role " + name)
                        .asException()));
    }

    private RoleDefinition role(Readable row) {
        return codec.read(Objects.requireNonNull(row.get("document", String.class)), RoleDefinition.class);
    }
}
