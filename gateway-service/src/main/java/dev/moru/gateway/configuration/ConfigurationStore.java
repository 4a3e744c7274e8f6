package dev.moru.gateway.configuration;

import dev.moru.gateway.list.Page;
import dev.moru.gateway.server.IfMatch;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Accepts changes of configuration. What can't be accepted ends with a {@code ProblemException}. */
public interface ConfigurationStore {

    Mono<Resource> create(Change change, ResourceName name, ResourceDraft draft);

    /**
     * Changes a resource.
     *
     * @param name its name, or its id in place of it
     * @param draftOf what is wanted, given what is there
     */
    Mono<Resource> update(Change change, ResourceName name, IfMatch ifMatch, Function<Resource, ResourceDraft> draftOf);

    Mono<Resource> remove(Change change, ResourceName name, IfMatch ifMatch);

    Mono<Resource> find(ResourceName name);

    /** A page of what a site or project has: an empty one may be one of a site or project that is not there. */
    default <T> Mono<Page<T>> within(ResourceName owner, Mono<Page<T>> page) {
        return page.delayUntil(found -> found.items().isEmpty() ? find(owner) : Mono.empty());
    }
}
