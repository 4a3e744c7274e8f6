package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.RouteDraft;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.security.Permitted;
import org.jspecify.annotations.Nullable;
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

/** Routes of the installation, or of a project. */
@RestController
@RequestMapping({"/api/v1/routes", "/api/v1/projects/{project}/routes"})
class RouteController {

    private final ResourceRoutes routes;

    RouteController(ResourceRoutes routes) {
        this.routes = routes;
    }

    @GetMapping
    @Permitted("route:read")
    Mono<Page<ObjectNode>> list(@PathVariable(required = false) @Nullable String project, ListRequest request) {
        return routes.list(ResourceKind.ROUTE, project, request);
    }

    @GetMapping("/{name}")
    @Permitted("route:read")
    Mono<ResponseEntity<ObjectNode>> get(
            @PathVariable(required = false) @Nullable String project, @PathVariable String name) {
        return routes.get(name(ResourceKind.ROUTE, project, name));
    }

    @PostMapping
    @Permitted("route:manage")
    Mono<ResponseEntity<ObjectNode>> create(
            @PathVariable(required = false) @Nullable String project, @RequestBody RouteDraft draft, Call call) {
        return routes.create(ResourceKind.ROUTE, project, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("route:manage")
    Mono<ResponseEntity<ObjectNode>> update(
            @PathVariable(required = false) @Nullable String project,
            @PathVariable String name,
            @RequestBody ObjectNode patch,
            Call call) {
        return routes.update(name(ResourceKind.ROUTE, project, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("route:manage")
    Mono<ResponseEntity<ObjectNode>> delete(
            @PathVariable(required = false) @Nullable String project, @PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.ROUTE, project, name), call);
    }
}
