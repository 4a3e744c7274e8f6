package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.StorageClassDraft;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.security.Permitted;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Storage classes of a site. */
@RestController
@RequestMapping("/api/v1/sites/{site}/storage-classes")
class StorageClassController {

    private final ResourceRoutes routes;

    StorageClassController(ResourceRoutes routes) {
        this.routes = routes;
    }

    @GetMapping
    @Permitted("storage:read")
    Mono<Page<ObjectNode>> list(@PathVariable String site, ListRequest request) {
        return routes.list(ResourceKind.STORAGE_CLASS, site, request);
    }

    @GetMapping("/{name}")
    @Permitted("storage:read")
    Mono<ResponseEntity<ObjectNode>> get(@PathVariable String site, @PathVariable String name) {
        return routes.get(name(ResourceKind.STORAGE_CLASS, site, name));
    }

    @PostMapping
    @Permitted("storage:manage")
    Mono<ResponseEntity<ObjectNode>> create(
            @PathVariable String site, @RequestBody StorageClassDraft draft, Call call) {
        return routes.create(ResourceKind.STORAGE_CLASS, site, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("storage:manage")
    Mono<ResponseEntity<ObjectNode>> update(
            @PathVariable String site, @PathVariable String name, @RequestBody ObjectNode patch, Call call) {
        return routes.update(name(ResourceKind.STORAGE_CLASS, site, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("storage:manage")
    Mono<ResponseEntity<ObjectNode>> delete(@PathVariable String site, @PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.STORAGE_CLASS, site, name), call);
    }
}
