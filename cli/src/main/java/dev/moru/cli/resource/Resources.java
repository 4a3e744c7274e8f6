package dev.moru.cli.resource;

import dev.moru.cli.http.ApiPath;
import dev.moru.cli.output.View;
import dev.moru.cli.session.Session;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The resources of one kind, as one command reaches them. */
final class Resources {

    private final ResourceKind kind;
    private ResourceKind.@Nullable Collection collection;

    Resources(ResourceKind kind) {
        this.kind = kind;
    }

    void placeIn(CommandSpec command) {
        collection = kind.placed(command);
    }

    View view() {
        return kind.view();
    }

    String noun() {
        return kind.noun();
    }

    ApiPath path(Session session) {
        if (collection == null) {
            throw new IllegalStateException("not placed in a command");
        }
        return collection.path(session);
    }

    ApiPath path(Session session, String name) {
        return path(session).child(name);
    }
}
