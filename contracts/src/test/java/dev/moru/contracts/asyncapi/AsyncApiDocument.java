package dev.moru.contracts.asyncapi;

import dev.moru.contracts.Command;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** The AsyncAPI 3.0 document of all messages. */
final class AsyncApiDocument {

    private static final String FIRST_LINE =
            "# Generated from the records of this module; do not edit. To make it anew:"
                    + " mvn -pl contracts test -Dmoru.regenerate=true\n";

    private static final String DESCRIPTION = "The messages of Moru: CloudEvents 1.0 in Kafka's binary mode."
            + " Unknown fields and unknown types are to be ignored."
            + " A published type never changes its meaning; a new meaning is a new version."
            + " What is marked x-public: false may change with any release.";

    private static final String ORDER =
            "per record key; ce_sequence counts without gaps per topic, ce_source and ce_subject";

    private static final Duration TWO_WEEKS = Duration.ofDays(14);

    private final Schemas schemas = new Schemas();
    private final List<Class<? extends Message>> types = MessageCatalog.types().stream()
            .sorted(Comparator.comparing(MessageCatalog::nameOf))
            .toList();

    /** The document as it is committed. */
    String toYaml() {
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        // No anchors for what is equal.
        options.setDereferenceAliases(true);
        return FIRST_LINE + new Yaml(options).dump(toMap());
    }

    Map<String, Object> toMap() {
        var document = new LinkedHashMap<String, Object>();
        document.put("asyncapi", "3.0.0");
        document.put("info", info());
        document.put("defaultContentType", "application/json");
        document.put("channels", channels());
        document.put("operations", operations());
        document.put("components", components());
        return document;
    }

    private static Map<String, Object> info() {
        var info = new LinkedHashMap<String, Object>();
        info.put("title", "Moru");
        info.put("version", "1");
        info.put("description", DESCRIPTION);
        info.put("license", Map.of("name", "Apache-2.0"));
        return info;
    }

    private Map<String, Object> channels() {
        var channels = new LinkedHashMap<String, Object>();
        for (var topic : topics()) {
            var channel = new LinkedHashMap<String, Object>();
            channel.put("address", topic);
            channel.put("x-order", ORDER);
            channel.put("x-retention", retentionOf(topic));
            channel.put("messages", references(on(topic), "#/components/messages/"));
            channel.put("bindings", Map.of("kafka", kafkaTopic(topic)));
            channels.put(topic, channel);
        }
        return channels;
    }

    private static Map<String, Object> kafkaTopic(String topic) {
        var kafka = new LinkedHashMap<String, Object>();
        kafka.put("topic", topic);
        kafka.put("topicConfiguration", Map.of("retention.ms", isKeptForEver(topic) ? -1 : TWO_WEEKS.toMillis()));
        kafka.put("bindingVersion", "0.5.0");
        return kafka;
    }

    /** What subscribers outside Moru may read. */
    private Map<String, Object> operations() {
        var operations = new LinkedHashMap<String, Object>();
        for (var topic : topics()) {
            var publicTypes = on(topic).filter(AsyncApiDocument::isPublic).toList();
            if (!publicTypes.isEmpty()) {
                var operation = new LinkedHashMap<String, Object>();
                operation.put("action", "send");
                operation.put("channel", reference("#/channels/" + topic));
                operation.put(
                        "messages",
                        publicTypes.stream()
                                .map(type -> reference("#/channels/" + topic + "/messages/" + type.getSimpleName()))
                                .toList());
                operations.put("publish " + topic, operation);
            }
        }
        return operations;
    }

    private Map<String, Object> components() {
        var messages = new TreeMap<String, Object>();
        types.forEach(type -> messages.put(type.getSimpleName(), message(type)));
        var components = new LinkedHashMap<String, Object>();
        components.put("messages", messages);
        components.put("schemas", schemas.collected());
        schemas.collected().put("Envelope", Envelopes.schema());
        return components;
    }

    private Map<String, Object> message(Class<? extends Message> type) {
        var name = MessageCatalog.nameOf(type);
        var message = new LinkedHashMap<String, Object>();
        message.put("name", name);
        message.put("title", type.getSimpleName());
        SourceDocs.of(type).summary().ifPresent(summary -> message.put("summary", summary));
        message.put("x-kind", Command.class.isAssignableFrom(type) ? "command" : "event");
        message.put("x-public", isPublic(type));
        message.put("x-topics", List.of(MessageCatalog.annotationOf(type).topics()));
        message.put("x-key", Keys.of(type));
        message.put("x-order", ORDER);
        message.put("x-retention", retentionOf(MessageCatalog.annotationOf(type).topics()[0]));
        message.put("x-sample", "src/test/resources/golden/" + name + ".json");
        message.put("headers", reference("#/components/schemas/Envelope"));
        message.put("payload", schemas.reference(type));
        message.put("bindings", Map.of("kafka", kafkaKey(type)));
        return message;
    }

    private static Map<String, Object> kafkaKey(Class<? extends Message> type) {
        var key = new LinkedHashMap<String, Object>();
        key.put("type", "string");
        key.put("format", "uuid");
        key.put("description", Keys.of(type));
        var kafka = new LinkedHashMap<String, Object>();
        kafka.put("key", key);
        kafka.put("bindingVersion", "0.5.0");
        return kafka;
    }

    private TreeSet<String> topics() {
        var topics = new TreeSet<String>();
        types.forEach(
                type -> topics.addAll(List.of(MessageCatalog.annotationOf(type).topics())));
        return topics;
    }

    private Stream<Class<? extends Message>> on(String topic) {
        return types.stream()
                .filter(type ->
                        List.of(MessageCatalog.annotationOf(type).topics()).contains(topic));
    }

    private static boolean isPublic(Class<? extends Message> type) {
        return MessageCatalog.annotationOf(type).isPublic();
    }

    private static boolean isKeptForEver(String topic) {
        return !topic.endsWith(".commands") && !topic.equals(Topics.OPERATION_LOG);
    }

    private static String retentionOf(String topic) {
        return isKeptForEver(topic) ? "for ever, unless the installation sets a time" : "14 days";
    }

    private static Map<String, Object> references(Stream<Class<? extends Message>> types, String folder) {
        var references = new TreeMap<String, Object>();
        types.forEach(type -> references.put(type.getSimpleName(), reference(folder + type.getSimpleName())));
        return references;
    }

    private static Map<String, Object> reference(String target) {
        return Map.of("$ref", target);
    }
}
