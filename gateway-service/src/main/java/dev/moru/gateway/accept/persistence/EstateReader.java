package dev.moru.gateway.accept.persistence;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.turn.Participant;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.accept.EarlierRequest;
import dev.moru.gateway.accept.Estate;
import dev.moru.gateway.accept.RequestKey;
import dev.moru.gateway.accept.Submission;
import dev.moru.gateway.configuration.Catalog;
import dev.moru.gateway.configuration.Lookup;
import dev.moru.gateway.configuration.persistence.ResourceRow;
import dev.moru.gateway.database.Cells;
import dev.moru.gateway.role.RoleCatalogue;
import dev.moru.gateway.role.StoredRoles;
import dev.moru.gateway.server.Head;
import dev.moru.gateway.server.ParticipantProperties;
import dev.moru.gateway.server.ServerRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads and locks what a group of submissions is decided on, in the running transaction. */
@Component
class EstateReader {

    // One row at least, for the time.
    private static final String EARLIER = """
            select now() as at, o.request_key, o.request_hash, o.document::text as document
            from (select 1) as always left join operation o on o.request_key = any($1)
            """;

    private static final String HEADS = """
            select %s from head
            where gone_at is null and id in (
              select unnest($1::uuid[])
              union
              select h.id from unnest($2::text[], $3::text[]) as wanted(project, name)
                join head h on h.project = wanted.project and h.name = wanted.name and h.gone_at is null)
            order by id for update
            """.formatted(HeadRow.COLUMNS);

    private static final String CONFIGURATION = """
            select %s from configuration
            where (kind, name) in (select * from unnest($1::text[], $2::text[])) or kind = any($3)
            order by id for share
            """.formatted(ResourceRow.COLUMNS);

    private final DatabaseClient database;
    private final MessageCodec codec;
    private final StoredRoles roles;
    private final Set<Participant> participants;

    EstateReader(DatabaseClient database, MessageCodec codec, StoredRoles roles, ParticipantProperties participants) {
        this.database = database;
        this.codec = codec;
        this.roles = roles;
        this.participants = participants.participants();
    }

    Mono<Estate> read(List<Submission> group) {
        var keys = group.stream().map(submission -> submission.key().key()).toList();
        // Sent one behind the other without waiting for answers: the connection keeps their order.
        return Mono.zip(earlier(keys), heads(refsOf(group)), catalog(group), roles(group))
                .map(read -> estate(read.getT1(), read.getT2(), read.getT3(), read.getT4()));
    }

    /** What a bulk request has to see: its servers, and nothing of the configuration. */
    Mono<Estate> read(RequestKey key, List<ServerRef> servers) {
        return earlier(List.of(key.key()))
                .flatMap(earlier -> heads(Set.copyOf(servers))
                        .map(heads -> estate(earlier, heads, new Catalog(List.of()), RoleCatalogue.NOT_SEEN)));
    }

    private Estate estate(Earlier earlier, List<Head> heads, Catalog catalog, RoleCatalogue known) {
        return new Estate(earlier.now(), earlier.requests(), heads, catalog, known, participants);
    }

    private Mono<RoleCatalogue> roles(List<Submission> group) {
        return group.stream().anyMatch(submission -> submission.wish().asksForRoles())
                ? roles.catalogue()
                : Mono.just(RoleCatalogue.NOT_SEEN);
    }

    private static Set<ServerRef> refsOf(List<Submission> group) {
        return group.stream()
                .flatMap(submission -> submission.wish().servers().stream())
                .collect(Collectors.toSet());
    }

    private record Earlier(Instant now, Map<String, EarlierRequest> requests) {}

    private Mono<Earlier> earlier(List<String> keys) {
        return database.sql(EARLIER)
                .bind(0, keys.toArray(String[]::new))
                .map(this::earlier)
                .all()
                .collectList()
                .map(rows -> {
                    var requests = new HashMap<String, EarlierRequest>();
                    rows.forEach(row -> requests.putAll(row.requests()));
                    return new Earlier(rows.get(0).now(), requests);
                });
    }

    private Earlier earlier(Readable row) {
        var cells = new Cells(row);
        var now = cells.time("at");
        return cells.optionalText("request_key")
                .map(key -> new EarlierRequest(
                        new RequestKey(key, cells.text("request_hash")),
                        codec.read(cells.text("document"), Operation.class)))
                .map(request -> new Earlier(now, Map.of(request.key().key(), request)))
                .orElseGet(() -> new Earlier(now, Map.of()));
    }

    private Mono<List<Head>> heads(Set<ServerRef> refs) {
        if (refs.isEmpty()) {
            return Mono.just(List.of());
        }
        var names = refs.stream().filter(ref -> ref.id().isEmpty()).toList();
        return database.sql(HEADS)
                .bind(0, ids(refs))
                .bind(1, names.stream().map(ServerRef::project).toArray(String[]::new))
                .bind(2, names.stream().map(ServerRef::word).toArray(String[]::new))
                .map(row -> HeadRow.read(row, codec))
                .all()
                .collectList();
    }

    private static String[] ids(Collection<ServerRef> refs) {
        return refs.stream()
                .flatMap(ref -> ref.id().stream())
                .map(Object::toString)
                .toArray(String[]::new);
    }

    private Mono<Catalog> catalog(List<Submission> group) {
        Set<Lookup> lookups = group.stream()
                .flatMap(submission -> submission.wish().configuration().stream())
                .collect(Collectors.toSet());
        if (lookups.isEmpty()) {
            return Mono.just(new Catalog(List.of()));
        }
        var named = lookups.stream().filter(lookup -> lookup.name() != null).toList();
        return database.sql(CONFIGURATION)
                .bind(0, named.stream().map(lookup -> lookup.kind().word()).toArray(String[]::new))
                .bind(1, named.stream().map(Lookup::name).toArray(String[]::new))
                .bind(
                        2,
                        lookups.stream()
                                .filter(lookup -> lookup.name() == null)
                                .map(lookup -> lookup.kind().word())
                                .toArray(String[]::new))
                .map(row -> ResourceRow.read(row, codec))
                .all()
                .collectList()
                .map(Catalog::new);
    }
}
