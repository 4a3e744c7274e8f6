package dev.moru.contracts.server;

import org.jspecify.annotations.Nullable;

/**
 * Where a server should go.
 *
 * @param node a node that was asked for by name
 * @param spread servers that share this word are put on different nodes where there is room
 */
public record Placement(@Nullable String node, @Nullable String spread) {

    public static final Placement ANYWHERE = new Placement(null, null);
}
