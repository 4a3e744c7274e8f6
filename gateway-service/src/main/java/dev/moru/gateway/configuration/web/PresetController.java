package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.gateway.configuration.PresetDraft;
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

/** Presets: named sizes. */
@RestController
@RequestMapping("/api/v1/presets")
class PresetController {

    private final ResourceRoutes routes;

    PresetController(ResourceRoutes routes) {
        this.routes = routes;
    }

    @GetMapping
    @Permitted("preset:read")
    Mono<Page<ObjectNode>> list(ListRequest request) {
        return routes.list(ResourceKind.PRESET, null, request);
    }

    @GetMapping("/{name}")
    @Permitted("preset:read")
    Mono<ResponseEntity<ObjectNode>> get(@PathVariable String name) {
        return routes.get(name(ResourceKind.PRESET, null, name));
    }

    @PostMapping
    @Permitted("preset:manage")
    Mono<ResponseEntity<ObjectNode>> create(@RequestBody PresetDraft draft, Call call) {
        return routes.create(ResourceKind.PRESET, null, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("preset:manage")
    Mono<ResponseEntity<ObjectNode>> update(@PathVariable String name, @RequestBody ObjectNode patch, Call call) {
        return routes.update(name(ResourceKind.PRESET, null, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("preset:manage")
    Mono<ResponseEntity<ObjectNode>> delete(@PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.PRESET, null, name), call);
    }
}
