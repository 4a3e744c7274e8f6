package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.gateway.configuration.ProjectDraft;
import dev.moru.gateway.configuration.ResourceKind;
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

/** Projects. */
@RestController
@RequestMapping("/api/v1/projects")
class ProjectController {

    private final ResourceRoutes routes;

    ProjectController(ResourceRoutes routes) {
        this.routes = routes;
    }

    @GetMapping
    @Permitted("project:read")
    Mono<Page<ObjectNode>> list(ListRequest request) {
        return routes.list(ResourceKind.PROJECT, null, request);
    }

    @GetMapping("/{name}")
    @Permitted("project:read")
    Mono<ResponseEntity<ObjectNode>> get(@PathVariable String name) {
        return routes.get(name(ResourceKind.PROJECT, null, name));
    }

    @PostMapping
    @Permitted("project:manage")
    Mono<ResponseEntity<ObjectNode>> create(@RequestBody ProjectDraft draft, Call call) {
        return routes.create(ResourceKind.PROJECT, null, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("project:manage")
    Mono<ResponseEntity<ObjectNode>> update(@PathVariable String name, @RequestBody ObjectNode patch, Call call) {
        return routes.update(name(ResourceKind.PROJECT, null, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("project:manage")
    Mono<ResponseEntity<ObjectNode>> delete(@PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.PROJECT, null, name), call);
    }
}
