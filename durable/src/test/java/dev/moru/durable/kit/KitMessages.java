package dev.moru.durable.kit;

import dev.moru.durable.MessageTypes;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What the small service of the compatibility kit is told, and tells. */
final class KitMessages {

    static final String COMMANDS = "kit.commands";
    static final String EVENTS = "kit.events";

    private static final Map<String, Class<?>> TYPES = Map.of(
            "kit.task.perform.v1", Perform.class,
            "kit.task.performed.v1", Performed.class,
            "kit.task.ended.v1", Ended.class);

    private KitMessages() {}

    record Perform(UUID task, int n) {}

    record Performed(UUID task, int n) {}

    record Ended(UUID task, int n) {}

    static MessageTypes types() {
        return new MessageTypes(
                type -> TYPES.entrySet().stream()
                        .filter(entry -> entry.getValue() == type)
                        .findFirst()
                        .orElseThrow()
                        .getKey(),
                name -> Optional.ofNullable(TYPES.get(name)));
    }
}
