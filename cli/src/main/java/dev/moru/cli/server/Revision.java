package dev.moru.cli.server;

import org.jspecify.annotations.Nullable;

/** The number that a user has seen, as the header wants it. */
final class Revision {

    private Revision() {}

    static @Nullable String tag(@Nullable String revision) {
        return revision == null || revision.startsWith("\"") ? revision : '"' + revision + '"';
    }
}
