package dev.moru.cli.session;

import dev.moru.cli.output.Documents;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An installation that the user has signed in to.
 *
 * @param project the project that commands work in by default
 * @param caFile PEM file of the authority that signed the gateway's certificate
 */
public record Context(
        String name,
        String url,
        @Nullable String user,
        @Nullable String token,
        @Nullable String caFile,
        @Nullable String project) {

    static Context of(String name, JsonNode entry) {
        return new Context(
                name,
                entry.path("url").asString(""),
                optional(entry, "user"),
                optional(entry, "token"),
                optional(entry, "caFile"),
                optional(entry, "project"));
    }

    ObjectNode entry() {
        var entry = withoutToken();
        entry.remove("name");
        return token == null ? entry : entry.put("token", token);
    }

    /** As shown to the user. */
    public ObjectNode withoutToken() {
        var entry = Documents.object().put("name", name).put("url", url);
        Optional.ofNullable(user).ifPresent(value -> entry.put("user", value));
        Optional.ofNullable(caFile).ifPresent(value -> entry.put("caFile", value));
        Optional.ofNullable(project).ifPresent(value -> entry.put("project", value));
        return entry;
    }

    /** Masks the token. */
    @Override
    public String toString() {
        return name + " at " + url;
    }

    private static @Nullable String optional(JsonNode entry, String field) {
        return entry.path(field).isString() ? entry.path(field).stringValue() : null;
    }
}
