package dev.moru.notification.notice;

import dev.moru.durable.MessageCodec;
import dev.moru.notification.NotificationProperties;
import dev.moru.notification.notice.Notice.Fact;
import dev.moru.notification.notice.Notice.Item;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Puts events into words. What there is no sentence for, as a type of a newer version, is told by its type: nothing stays
 * untold. The sentences stand in {@code notices_<language>.properties}.
 */
@Component
public class Notices {

    /** The languages that there are sentences in. */
    public static final Set<String> LANGUAGES = Set.of("en", "ko");

    private static final int LONGEST_VALUE = 300;

    /** Where an event may have what its sentence names. */
    private static final List<String> NAMES = List.of(
            "/data/server/name",
            "/data/operation/target/name",
            "/data/alert/name",
            "/data/backup/server",
            "/data/point/server",
            "/data/server",
            "/data/site",
            "/data/name",
            "/subject");

    /** What else is worth telling, by the key of its label, where it may stand. */
    private static final List<Source> FACTS = List.of(
            new Source("summary", "/data/alert/summary"),
            new Source("description", "/data/alert/description"),
            new Source("reason", "/data/reason", "/data/operation/failure/detail", "/data/backup/message"),
            new Source("verification", "/data/backup/verification/message"),
            new Source("policy", "/data/backup/policy", "/data/point/policyName"),
            new Source("newestBackup", "/data/point/newest"),
            new Source("differences", "/data/differences"),
            new Source("hint", "/data/hint", "/data/operation/failure/hint"),
            new Source("address", "/data/server/status/addresses/0/address"),
            new Source("project", "/project"),
            new Source("site", "/site"),
            new Source("actor", "/actor"),
            new Source("runbook", "/data/alert/runbook"),
            new Source("time", "/time"));

    private final MessageCodec codec;
    private final @Nullable URI publicUrl;

    Notices(MessageCodec codec, NotificationProperties properties) {
        this.codec = codec;
        this.publicUrl = properties.publicUrl();
    }

    /** @param language one of {@link #LANGUAGES} */
    public Notice of(List<String> events, String language) {
        var words = ResourceBundle.getBundle(
                Notices.class.getPackageName() + ".notices", Locale.forLanguageTag(language), NO_FALLBACK);
        var documents =
                events.stream().map(event -> codec.read(event, JsonNode.class)).toList();
        var items = documents.stream().map(document -> item(document, words)).toList();
        var first = items.get(0).headline();
        var subject = items.size() == 1
                ? first
                : words.getString("subject.several")
                        .replace("{count}", String.valueOf(items.size()))
                        .replace("{first}", first);
        return new Notice(subject, items, words.getString("more"), sentBy(documents.get(0), words));
    }

    /** What is sent for another reason than a route has a sentence of its own. */
    private static String sentBy(JsonNode event, ResourceBundle words) {
        var own = "sent.by." + typeOf(event);
        return words.getString(words.containsKey(own) ? own : "sent.by");
    }

    private static String typeOf(JsonNode event) {
        return event.path("type").asString("").replaceFirst("\\.v[0-9]+$", "");
    }

    /** The language of the machine is nobody's choice. */
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Item item(JsonNode event, ResourceBundle words) {
        var facts = FACTS.stream()
                .flatMap(source ->
                        source.of(event).map(value -> new Fact(words.getString("fact." + source.key()), value)))
                .toList();
        return new Item(event.path("severity").asString("info"), headline(event, words), facts, link(event));
    }

    private static String headline(JsonNode event, ResourceBundle words) {
        var type = typeOf(event);
        return Stream.of(type + "." + event.at("/data/operation/state").asString(""), type, "other")
                .filter(words::containsKey)
                .findFirst()
                .map(words::getString)
                .orElseThrow()
                .replace("{type}", type)
                .replace("{kind}", event.at("/data/operation/kind").asString(""))
                .replace(
                        "{name}",
                        new Source("name", NAMES.toArray(String[]::new))
                                .of(event)
                                .findFirst()
                                .orElse(""));
    }

    private @Nullable URI link(JsonNode event) {
        var operation = event.path("operationId").asString("");
        var server = event.at("/data/server/name").asString("");
        if (publicUrl == null || operation.isEmpty() && server.isEmpty()) {
            return null;
        }
        var path = operation.isEmpty()
                ? "projects/" + event.path("project").asString("") + "/servers/" + server
                : "operations/" + operation;
        return URI.create(publicUrl.toString().replaceFirst("/+$", "") + "/api/v1/" + path);
    }

    /** A value that stands in one of several places of an event. */
    private record Source(String key, List<String> pointers) {

        Source(String key, String... pointers) {
            this(key, List.of(pointers));
        }

        Stream<String> of(JsonNode event) {
            return pointers.stream()
                    .map(event::at)
                    .map(Source::text)
                    .filter(text -> !text.isEmpty())
                    .limit(1);
        }

        private static String text(JsonNode value) {
            if (value.isArray()) {
                return shortened(String.join(
                        ", ", value.values().stream().map(Source::text).toList()));
            }
            return shortened(value.asString(""));
        }

        /** One line: what an event says must not look like more than its value. */
        private static String shortened(String text) {
            var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
            return line.codePointCount(0, line.length()) <= LONGEST_VALUE
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
        }
    }

    /** Whether there is a sentence of its own for a type, without its version. */
    static boolean knows(String type, String language) {
        return Optional.of(ResourceBundle.getBundle(
                        Notices.class.getPackageName() + ".notices", Locale.forLanguageTag(language), NO_FALLBACK))
                .filter(words -> words.containsKey(type))
                .isPresent();
    }
}
