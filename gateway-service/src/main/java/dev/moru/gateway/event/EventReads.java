package dev.moru.gateway.event;

import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.journal.Batch;
import dev.moru.gateway.journal.Cursor;
import dev.moru.gateway.journal.JournalEntry;
import dev.moru.gateway.journal.JournalStream;
import dev.moru.gateway.list.FieldType;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.ListTable;
import dev.moru.gateway.list.Lister;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.list.ProjectScope;
import dev.moru.gateway.problem.Problem;
import dev.moru.gateway.problem.ProblemType;
import dev.moru.gateway.security.Caller;
import dev.moru.gateway.security.Permitted;
import dev.moru.gateway.sse.EventStreams;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Everything that happens: as a stream that can be resumed without gap or duplicate, and as a list. */
@RestController
class EventReads {

    private static final ListTable EVENTS = ListTable.of("journal")
            .key("position", "position", FieldType.INTEGER)
            .field("id", "id", FieldType.ID)
            .field("type", "type", FieldType.TEXT)
            .field("time", "time", FieldType.TIME)
            .field("source", "source", FieldType.TEXT)
            .field("subject", "subject", FieldType.TEXT)
            .field("project", "project", FieldType.TEXT)
            .field("site", "site", FieldType.TEXT)
            .words("severity", "severity", List.of("info", "warning", "error", "critical"))
            .field("actor", "actor", FieldType.TEXT)
            .field("operationId", "operation", FieldType.ID)
            .orderedBy("position");

    private final JournalStream journal;
    private final Lister lister;
    private final ConfigurationStore projects;
    private final JsonMapper json;

    EventReads(JournalStream journal, Lister lister, ConfigurationStore projects, JsonMapper json) {
        this.journal = journal;
        this.lister = lister;
        this.projects = projects;
        this.json = json;
    }

    /** Follows from the cursor on, or from now on when there is none. */
    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Permitted("event:read")
    Mono<Void> follow(
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(defaultValue = "") List<String> types,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @AuthenticationPrincipal Caller caller,
            ServerHttpResponse response) {
        var selection = new EventSelection(ProjectScope.of(caller), project, types);
        var known = project == null ? Mono.empty() : projects.find(ResourceName.project(project));
        return known.then(beginning(lastEventId))
                .flatMap(cursor -> EventStreams.write(
                        response,
                        journal.behind(cursor, selection)
                                .startWith(new Batch(List.of(), cursor))
                                .map(this::frames)));
    }

    private Mono<Cursor> beginning(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Mono.just(journal.end());
        }
        return Cursor.parse(lastEventId)
                .map(journal::checked)
                .orElseGet(() ->
                        Mono.error(Problem.at(ProblemType.BAD_PARAMETER, "Last-Event-ID", "is no <epoch>.<position>")
                                .asException()));
    }

    private List<byte[]> frames(Batch batch) {
        if (batch.entries().isEmpty()) {
            return List.of(EventStreams.heartbeat("id: " + batch.upTo() + "\n"));
        }
        int epoch = batch.upTo().epoch();
        return batch.entries().stream()
                .map(entry -> entry.frame(made -> encode(made, epoch)))
                .toList();
    }

    private byte[] encode(JournalEntry entry, int epoch) {
        var cursor = new Cursor(epoch, entry.position());
        return EventStreams.frame("id: " + cursor + "\n", json.writeValueAsBytes(EventDocument.streamed(entry)));
    }

    /** The answer for whoever does not ask for a stream. */
    @GetMapping(path = "/api/v1/events")
    @Permitted("event:read")
    Mono<Page<EventDocument>> list(
            @RequestParam(required = false) @Nullable String project,
            @RequestParam(defaultValue = "") List<String> types,
            ListRequest request,
            @AuthenticationPrincipal Caller caller) {
        var selection = new EventSelection(ProjectScope.of(caller), project, types);
        int epoch = journal.end().epoch();
        var page = lister.page(EVENTS, selection.where(), request, JournalStream::entry);
        return (project == null ? page : projects.within(ResourceName.project(project), page))
                .map(found -> found.map(entry -> EventDocument.listed(entry, new Cursor(epoch, entry.position()))));
    }
}
