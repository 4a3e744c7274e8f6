package dev.moru.lab.schema;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One parameter of an endpoint, or one key of a property string.
 *
 * @param keys the keys when the value is a property string ({@code k=v,k2=v2}), else empty
 * @param defaultKey the key that may be given without its name
 * @param alias another key that this one stands for
 * @param keyAlias for {@code virtio=<mac>}: the key that takes this key's own name as its value
 */
public record Parameter(
        String name,
        String type,
        boolean required,
        boolean inPath,
        @Nullable Long minimum,
        @Nullable Long maximum,
        @Nullable Integer minLength,
        @Nullable Integer maxLength,
        @Nullable Pattern pattern,
        List<String> allowed,
        @Nullable String format,
        @Nullable String requires,
        Map<String, Parameter> keys,
        @Nullable String defaultKey,
        @Nullable String alias,
        @Nullable String keyAlias) {

    public boolean isPropertyString() {
        return !keys.isEmpty();
    }

    static Parameter read(String name, JsonNode schema, Facts.Definitions definitions) {
        return new Parameter(
                name,
                schema.path("type").asString("string"),
                schema.path("required").asBoolean(false),
                "path".equals(schema.path("in").asString("")),
                number(schema.path("minimum")),
                number(schema.path("maximum")),
                length(schema.path("minLength")),
                length(schema.path("maxLength")),
                schema.path("pattern").isString()
                        ? PerlPattern.compile(schema.path("pattern").asString())
                        : null,
                schema.path("enum").valueStream().map(JsonNode::asString).toList(),
                text(schema.path("format")),
                text(schema.path("requires")),
                definitions.parameters(schema.path("keys")),
                text(schema.path("defaultKey")),
                text(schema.path("alias")),
                text(schema.path("keyAlias")));
    }

    private static @Nullable Long number(JsonNode node) {
        return node.isNumber() ? node.asLong() : null;
    }

    private static @Nullable Integer length(JsonNode node) {
        return node.isNumber() ? node.asInt() : null;
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
