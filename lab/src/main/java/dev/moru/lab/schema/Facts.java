package dev.moru.lab.schema;

import dev.moru.lab.state.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The interface facts of Proxmox VE (names, types, ranges, permissions) that drive validation and permission tests.
 * Their source stands in the first line of {@code pve-api-facts.json}.
 */
public final class Facts {

    private final Map<String, Endpoint> endpoints;
    private final Formats formats;

    private Facts(Map<String, Endpoint> endpoints, Formats formats) {
        this.endpoints = endpoints;
        this.formats = formats;
    }

    public static Facts load() {
        try (var resource = Facts.class.getResourceAsStream("pve-api-facts.json")) {
            return read(Json.MAPPER.readTree(
                    Objects.requireNonNull(resource, "pve-api-facts.json").readAllBytes()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Facts read(JsonNode root) {
        var patterns = new HashMap<String, Pattern>();
        root.path("formats")
                .forEachEntry((name, pattern) -> patterns.put(name, PerlPattern.compile(pattern.asString())));
        var definitions = new Definitions(root.path("defs"));
        var endpoints = new LinkedHashMap<String, Endpoint>();
        for (var node : root.path("endpoints")) {
            var endpoint = endpoint(node, definitions);
            endpoints.put(endpoint.method() + " " + endpoint.path(), endpoint);
        }
        return new Facts(endpoints, new Formats(patterns));
    }

    private static Endpoint endpoint(JsonNode node, Definitions definitions) {
        return new Endpoint(
                node.path("method").asString(),
                node.path("path").asString(),
                Check.read(node.path("permissions")),
                node.path("proxyto").isString() ? node.path("proxyto").asString() : null,
                node.path("allowtoken").asBoolean(true),
                definitions.parameters(node.path("params")));
    }

    public Optional<Endpoint> endpoint(String method, String path) {
        return Optional.ofNullable(endpoints.get(method + " " + path));
    }

    public Formats formats() {
        return formats;
    }

    /** Shared parameter schemas; a reference's sibling keys override what it names. */
    static final class Definitions {

        private final JsonNode nodes;

        Definitions(JsonNode nodes) {
            this.nodes = nodes;
        }

        Map<String, Parameter> parameters(JsonNode named) {
            if (!named.isObject() || named.isEmpty()) {
                return Map.of();
            }
            return readParameters(named);
        }

        private Map<String, Parameter> readParameters(JsonNode named) {
            var parameters = new LinkedHashMap<String, Parameter>();
            named.forEachEntry((name, schema) -> parameters.put(name, Parameter.read(name, resolved(schema), this)));
            return parameters;
        }

        private JsonNode resolved(JsonNode schema) {
            @Nullable JsonNode reference = schema.get("$ref");
            if (reference == null) {
                return schema;
            }
            var merged = Json.MAPPER.createObjectNode();
            merged.setAll((ObjectNode) resolved(nodes.path(reference.asString())));
            merged.setAll((ObjectNode) schema);
            merged.remove("$ref");
            return merged;
        }
    }
}
