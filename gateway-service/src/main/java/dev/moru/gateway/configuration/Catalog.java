package dev.moru.gateway.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The resources that a decision may look at. */
public final class Catalog {

    private final Map<ResourceName, Resource> resources;

    public Catalog(Collection<Resource> resources) {
        this.resources = resources.stream().collect(Collectors.toUnmodifiableMap(Resource::key, Function.identity()));
    }

    public Optional<Resource> find(ResourceKind kind, String scope, String name) {
        return find(new ResourceName(kind, scope, name));
    }

    public Optional<Resource> find(ResourceName name) {
        return Optional.ofNullable(resources.get(name));
    }

    public List<Resource> all(ResourceKind kind) {
        return resources.values().stream()
                .filter(resource -> resource.key().kind() == kind)
                .toList();
    }
}
