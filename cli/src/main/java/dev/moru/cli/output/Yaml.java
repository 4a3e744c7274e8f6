package dev.moru.cli.output;

import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Stands apart from {@link Documents}, because the classes behind it are loaded only when YAML is really wanted. */
final class Yaml {

    private static final YAMLMapper MAPPER = new YAMLMapper(YAMLFactory.builder()
            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES, YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
            .build());

    private Yaml() {}

    static JsonNode parse(String text) {
        return MAPPER.readTree(text);
    }

    static String write(JsonNode document) {
        return MAPPER.writeValueAsString(document);
    }
}
