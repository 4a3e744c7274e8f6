package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.gateway.configuration.ImageDraft;
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

/** Images of a site. */
@RestController
@RequestMapping("/api/v1/sites/{site}/images")
class ImageController {

    private final ResourceRoutes routes;

    ImageController(ResourceRoutes routes) {
        this.routes = routes;
    }

    @GetMapping
    @Permitted("image:read")
    Mono<Page<ObjectNode>> list(@PathVariable String site, ListRequest request) {
        return routes.list(ResourceKind.IMAGE, site, request);
    }

    @GetMapping("/{name}")
    @Permitted("image:read")
    Mono<ResponseEntity<ObjectNode>> get(@PathVariable String site, @PathVariable String name) {
        return routes.get(name(ResourceKind.IMAGE, site, name));
    }

    @PostMapping
    @Permitted("image:manage")
    Mono<ResponseEntity<ObjectNode>> create(@PathVariable String site, @RequestBody ImageDraft draft, Call call) {
        return routes.create(ResourceKind.IMAGE, site, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("image:manage")
    Mono<ResponseEntity<ObjectNode>> update(
            @PathVariable String site, @PathVariable String name, @RequestBody ObjectNode patch, Call call) {
        return routes.update(name(ResourceKind.IMAGE, site, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("image:manage")
    Mono<ResponseEntity<ObjectNode>> delete(@PathVariable String site, @PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.IMAGE, site, name), call);
    }
}
