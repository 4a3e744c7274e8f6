package dev.moru.contracts.asyncapi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the Javadoc of a type says, because the records are where a contract is explained. */
record SourceDocs(Optional<String> summary, Map<String, String> components) {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Pattern TYPE_DOC = Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@\\w+(?:\\((?:[^()]|\\([^()]*\\))*\\))?\\s*)*public (?:record|enum) ",
            Pattern.DOTALL);
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s+(.*)", Pattern.DOTALL);

    static SourceDocs of(Class<?> type) {
        var doc = TYPE_DOC.matcher(source(type));
        if (!doc.find()) {
            return new SourceDocs(Optional.empty(), Map.of());
        }
        var parts = plain(doc.group(1)).split("@param ");
        var components = new LinkedHashMap<String, String>();
        for (int i = 1; i < parts.length; i++) {
            var parameter = PARAMETER.matcher(parts[i].strip());
            if (parameter.matches()) {
                components.put(parameter.group(1), parameter.group(2));
            }
        }
        return new SourceDocs(Optional.of(parts[0].strip()), components);
    }

    private static String source(Class<?> type) {
        try {
            return Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("(?m)^\\s*\\* ?", "")
                .replaceAll("\\{@(?:code|link) #?([^}]*)}", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
