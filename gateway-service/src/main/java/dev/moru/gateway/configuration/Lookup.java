package dev.moru.gateway.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Asks for resources before it is known in which scope they are.
 *
 * @param name absent: all of the kind
 */
public record Lookup(ResourceKind kind, @Nullable String name) {

    public static Lookup all(ResourceKind kind) {
        return new Lookup(kind, null);
    }
}
