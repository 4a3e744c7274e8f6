package dev.moru.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCatalogTest {

    @Test
    void listsExactlyTheMessagesOfTheModule() throws IOException, URISyntaxException {
        var messages = Samples.classesOfTheModule().filter(type -> type.isAnnotationPresent(MessageType.class));

        assertThat(MessageCatalog.types()).doesNotHaveDuplicates();
        assertThat(messages).containsExactlyInAnyOrderElementsOf(MessageCatalog.types());
    }

    @Test
    void everyRecordThatIsAMessageHasATypeName() throws IOException, URISyntaxException {
        var nameless = Samples.classesOfTheModule()
                .filter(type -> type.isRecord() && Message.class.isAssignableFrom(type))
                .filter(type -> !type.isAnnotationPresent(MessageType.class));

        assertThat(nameless).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void namesEachTypeOnceAndVersioned(Class<? extends Message> type) {
        var name = MessageCatalog.nameOf(type);

        assertThat(name).matches("dev\\.moru\\.[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*\\.v[1-9]\\d*");
        assertThat(MessageCatalog.find(name)).contains(type);
    }

    @ParameterizedTest
    @MethodSource("dev.moru.contracts.MessageCatalog#types")
    void sendsCommandsAndEventsOnTopicsOfTheirOwn(Class<? extends Message> type) {
        var annotation = MessageCatalog.annotationOf(type);

        assertThat(annotation.topics()).isNotEmpty().isSubsetOf(topics());
        if (Command.class.isAssignableFrom(type)) {
            assertThat(annotation.topics()).allMatch(topic -> topic.endsWith(".commands"));
            assertThat(annotation.isPublic()).isFalse();
        } else {
            assertThat(type).isAssignableTo(Event.class);
            assertThat(annotation.topics()).noneMatch(topic -> topic.endsWith(".commands"));
        }
    }

    @Test
    void doesNotFindWhatItDoesNotKnow() {
        assertThat(MessageCatalog.find("dev.moru.server.painted.v1")).isEmpty();
    }

    private static List<String> topics() {
        return Stream.of(Topics.class.getFields())
                .map(MessageCatalogTest::value)
                .filter(value -> value.startsWith("moru."))
                .toList();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
