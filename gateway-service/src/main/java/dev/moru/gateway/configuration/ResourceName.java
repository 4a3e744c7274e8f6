package dev.moru.gateway.configuration;

import java.util.Optional;

/**
 * What a resource is found by.
 *
 * @param scope the site's or project's name, or {@link #INSTALLATION}
 */
public record ResourceName(ResourceKind kind, String scope, String name) {

    public static final String INSTALLATION = "";

    public static ResourceName site(String name) {
        return new ResourceName(ResourceKind.SITE, INSTALLATION, name);
    }

    public static ResourceName project(String name) {
        return new ResourceName(ResourceKind.PROJECT, INSTALLATION, name);
    }

    /** The site or project that it belongs to. */
    public Optional<ResourceName> parent() {
        if (scope.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(kind.belongsToSite() ? site(scope) : project(scope));
    }

    /** For people. */
    @Override
    public String toString() {
        return kind.word() + " " + name + (scope.isEmpty() ? "" : " in " + scope);
    }
}
