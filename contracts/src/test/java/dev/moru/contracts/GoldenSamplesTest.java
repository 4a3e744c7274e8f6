package dev.moru.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Samples stay as they were when their type was published; today's code must read and write the same. */
class GoldenSamplesTest {

    @Test
    void thereIsASampleOfEachTypeAndOfNothingElse() {
        assertThat(Samples.names())
                .containsExactlyInAnyOrderElementsOf(MessageCatalog.types().stream()
                        .map(MessageCatalog::nameOf)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void readsAndRewritesTheSampleEqually(Class<? extends Message> type) {
        var sample = Samples.of(type);

        var rewritten = Samples.JSON.readTree(Samples.JSON.writeValueAsString(Samples.JSON.treeToValue(sample, type)));

        assertThat(withoutNulls(rewritten)).isEqualTo(sample);
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void ignoresWhatANewerVersionHasAdded(Class<? extends Message> type) throws IOException, URISyntaxException {
        var newer = withUnknownFields(Samples.of(type).deepCopy(), namesOfMaps());

        assertThat(Samples.JSON.treeToValue(newer, type)).isEqualTo(Samples.JSON.treeToValue(Samples.of(type), type));
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void readsASampleWithoutWhatMayBeAbsent(Class<? extends Message> type) {
        var least = (ObjectNode) Samples.of(type).deepCopy();
        Stream.of(type.getRecordComponents())
                .filter(GoldenSamplesTest::mayBeAbsent)
                .forEach(component -> least.remove(component.getName()));

        assertThatCode(() -> Samples.JSON.treeToValue(least, type)).doesNotThrowAnyException();
    }

    @Test
    void samplesTogetherShowEveryComponent() {
        var shown = new HashSet<String>();
        var all = new HashSet<String>();
        for (var type : MessageCatalog.types()) {
            collect(Samples.JSON.treeToValue(Samples.of(type), type), shown, all);
        }

        all.removeAll(shown);

        assertThat(all).as("components that are null or empty in every sample").isEmpty();
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static void collect(@Nullable Object value, Set<String> shown, Set<String> all) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collect(element, shown, all));
        } else if (value instanceof Map<?, ?> entries) {
            entries.values().forEach(element -> collect(element, shown, all));
        } else if (value != null && value.getClass().isRecord()) {
            for (var component : value.getClass().getRecordComponents()) {
                var name = value.getClass().getSimpleName() + "." + component.getName();
                var part = valueOf(component, value);
                all.add(name);
                if (isSet(part)) {
                    shown.add(name);
                }
                collect(part, shown, all);
            }
        }
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null
                && !(value instanceof Collection<?> elements && elements.isEmpty())
                && !(value instanceof Map<?, ?> entries && entries.isEmpty())
                && !(value instanceof String text && text.isEmpty());
    }

    private static @Nullable Object valueOf(RecordComponent component, Object owner) {
        try {
            return component.getAccessor().invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode withoutNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            var absent = object.properties().stream()
                    .filter(property -> property.getValue().isNull())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            object.remove(absent);
        }
        node.forEach(GoldenSamplesTest::withoutNulls);
        return node;
    }

    /** Everywhere but in maps, where any name is known. */
    private static JsonNode withUnknownFields(JsonNode node, Set<String> maps) {
        node.properties().stream()
                .filter(property -> !maps.contains(property.getKey()))
                .forEach(property -> withUnknownFields(property.getValue(), maps));
        if (node instanceof ObjectNode object) {
            object.putObject("addedLater").put("by", "a newer version");
        } else {
            node.forEach(element -> withUnknownFields(element, maps));
        }
        return node;
    }

    private static Set<String> namesOfMaps() throws IOException, URISyntaxException {
        return Samples.classesOfTheModule()
                .filter(Class::isRecord)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .filter(component -> component.getType() == Map.class)
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
