package dev.moru.gateway.configuration.web;

import dev.moru.contracts.Names;
import dev.moru.gateway.configuration.Change;
import dev.moru.gateway.configuration.ConfigurationStore;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.configuration.ResourceDraft;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.ResourceName;
import dev.moru.gateway.configuration.ResourcePatch;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
import dev.moru.gateway.server.IfMatch;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** What the routes of all kinds of configuration do. */
@Component
class ResourceRoutes {

    private final ConfigurationStore store;
    private final ResourceList list;
    private final ResourcePatch patches;
    private final ResourceView view;
    private final Incoming incoming;

    ResourceRoutes(
            ConfigurationStore store, ResourceList list, ResourcePatch patches, ResourceView view, Incoming incoming) {
        this.store = store;
        this.list = list;
        this.patches = patches;
        this.view = view;
        this.incoming = incoming;
    }

    Mono<ResponseEntity<ObjectNode>> create(ResourceKind kind, @Nullable String scope, ResourceDraft draft, Call call) {
        check(draft);
        var name = name(kind, scope, Objects.requireNonNull(draft.name()));
        return store.create(change(call, "create", draft), name, draft)
                .map(resource -> call.terms().validateOnly() ? shown(resource) : created(resource, call));
    }

    Mono<ResponseEntity<ObjectNode>> update(ResourceName name, ObjectNode patch, Call call) {
        return store.update(change(call, "update", patch), name, call.ifMatch(), present -> patched(present, patch))
                .map(this::shown);
    }

    private ResourceDraft patched(Resource present, ObjectNode patch) {
        var draft = patches.merge(present, patch);
        var complaints = new Complaints();
        complaints.require(present.name().equals(draft.name()), "/name", "a name stays");
        check(draft, complaints);
        return draft;
    }

    Mono<ResponseEntity<ObjectNode>> remove(ResourceName name, Call call) {
        return store.remove(change(call, "delete", null), name, call.ifMatch()).map(this::shown);
    }

    Mono<ResponseEntity<ObjectNode>> get(ResourceName name) {
        return store.find(name).map(this::shown);
    }

    Mono<Page<ObjectNode>> list(ResourceKind kind, @Nullable String scope, ListRequest request) {
        var page = list.page(kind, Objects.requireNonNullElse(scope, ResourceName.INSTALLATION), request);
        var owner = name(kind, scope, "").parent();
        return owner.map(name -> store.within(name, page)).orElse(page).map(found -> found.map(view::of));
    }

    /** @param scope absent: the installation */
    static ResourceName name(ResourceKind kind, @Nullable String scope, String name) {
        return new ResourceName(kind, Objects.requireNonNullElse(scope, ResourceName.INSTALLATION), name);
    }

    private static void check(ResourceDraft draft) {
        var complaints = new Complaints();
        complaints.require(
                draft.name() != null && Names.isValid(draft.name()), "/name", "a name matches " + Names.PATTERN);
        check(draft, complaints);
    }

    private static void check(ResourceDraft draft, Complaints complaints) {
        draft.check(complaints);
        draft.schedules().forEach((pointer, cron) -> ScheduleCheck.check(pointer, cron, complaints));
        complaints.problem().ifPresent(problem -> {
            throw problem.asException();
        });
    }

    private Change change(Call call, String verb, @Nullable Object body) {
        return new Change(
                incoming.key(call, body),
                incoming.requester(call.exchange(), call.caller()),
                verb,
                call.terms().validateOnly());
    }

    private ResponseEntity<ObjectNode> created(Resource resource, Call call) {
        var collection = call.exchange().getRequest().getPath().value();
        return ResponseEntity.created(URI.create(collection + "/" + resource.name()))
                .eTag(IfMatch.tag(resource.revision()))
                .body(view.of(resource));
    }

    private ResponseEntity<ObjectNode> shown(Resource resource) {
        return ResponseEntity.ok().eTag(IfMatch.tag(resource.revision())).body(view.of(resource));
    }
}
