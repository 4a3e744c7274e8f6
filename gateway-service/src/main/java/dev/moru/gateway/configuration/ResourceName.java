package dev.moru.gateway.configuration;

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
}
