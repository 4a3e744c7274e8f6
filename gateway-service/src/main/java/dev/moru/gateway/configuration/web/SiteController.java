package dev.moru.gateway.configuration.web;

import static dev.moru.gateway.configuration.web.ResourceRoutes.name;

import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.gateway.accept.CheckWish;
import dev.moru.gateway.accept.DiscoverWish;
import dev.moru.gateway.configuration.ResourceKind;
import dev.moru.gateway.configuration.SiteDraft;
import dev.moru.gateway.list.ListRequest;
import dev.moru.gateway.list.Page;
import dev.moru.gateway.request.AcceptedOperation;
import dev.moru.gateway.request.Answers;
import dev.moru.gateway.request.Call;
import dev.moru.gateway.request.Incoming;
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

/** Sites: Proxmox clusters. */
@RestController
@RequestMapping("/api/v1/sites")
class SiteController {

    private final ResourceRoutes routes;
    private final Incoming incoming;
    private final Answers answers;

    SiteController(ResourceRoutes routes, Incoming incoming, Answers answers) {
        this.routes = routes;
        this.incoming = incoming;
        this.answers = answers;
    }

    @GetMapping
    @Permitted("site:read")
    Mono<Page<ObjectNode>> list(ListRequest request) {
        return routes.list(ResourceKind.SITE, null, request);
    }

    @GetMapping("/{name}")
    @Permitted("site:read")
    Mono<ResponseEntity<ObjectNode>> get(@PathVariable String name) {
        return routes.get(name(ResourceKind.SITE, null, name));
    }

    @PostMapping
    @Permitted("site:manage")
    Mono<ResponseEntity<ObjectNode>> create(@RequestBody SiteDraft draft, Call call) {
        return routes.create(ResourceKind.SITE, null, draft, call);
    }

    @PatchMapping("/{name}")
    @Permitted("site:manage")
    Mono<ResponseEntity<ObjectNode>> update(@PathVariable String name, @RequestBody ObjectNode patch, Call call) {
        return routes.update(name(ResourceKind.SITE, null, name), patch, call);
    }

    @DeleteMapping("/{name}")
    @Permitted("site:manage")
    Mono<ResponseEntity<ObjectNode>> delete(@PathVariable String name, Call call) {
        return routes.remove(name(ResourceKind.SITE, null, name), call);
    }

    @PostMapping("/{name}:check")
    @Permitted("site:check")
    Mono<ResponseEntity<AcceptedOperation>> check(@PathVariable String name, Call call) {
        return answers.answer(incoming.submission(call, null, new CheckWish(name)), call.terms());
    }

    /** What could be an image, a network or a storage class; nothing is added. */
    @PostMapping("/{name}/images:discover")
    @Permitted("site:check")
    Mono<ResponseEntity<AcceptedOperation>> discoverImages(@PathVariable String name, Call call) {
        return discover(name, ConfigurationKind.IMAGE, call);
    }

    @PostMapping("/{name}/networks:discover")
    @Permitted("site:check")
    Mono<ResponseEntity<AcceptedOperation>> discoverNetworks(@PathVariable String name, Call call) {
        return discover(name, ConfigurationKind.NETWORK, call);
    }

    @PostMapping("/{name}/storage-classes:discover")
    @Permitted("site:check")
    Mono<ResponseEntity<AcceptedOperation>> discoverStorageClasses(@PathVariable String name, Call call) {
        return discover(name, ConfigurationKind.STORAGE_CLASS, call);
    }

    private Mono<ResponseEntity<AcceptedOperation>> discover(String site, ConfigurationKind kind, Call call) {
        return answers.answer(incoming.submission(call, null, new DiscoverWish(site, kind)), call.terms());
    }
}
