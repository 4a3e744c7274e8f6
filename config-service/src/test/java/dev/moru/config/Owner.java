package dev.moru.config;

import static java.util.stream.Collectors.joining;

import dev.moru.contracts.Event;
import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.durable.MessageContext;
import dev.moru.service.testing.Spine;
import dev.moru.service.testing.Spine.Heard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The owner of servers, as config-service meets it: turns in, and answers as it reads them. */
final class Owner implements AutoCloseable {

    private final Spine spine;

    Owner(String bootstrapServers) {
        spine = new Spine(bootstrapServers, Topics.CONFIG_EVENTS, Topics.OPERATION_LOG);
    }

    /** Sends commands so that they arrive in one poll, or nearly. */
    void send(Map<UUID, ? extends Message> commands, Instant expiresAt) {
        var context = MessageContext.NONE
                .withActor("user:tester")
                .withProject("default")
                .expiringAt(expiresAt);
        commands.forEach((server, command) ->
                spine.send(Topics.CONFIG_COMMANDS, "/moru/provisioning", server, command, context));
    }

    /** Hands a turn over with a body that nobody can read. */
    void sendUnreadable(UUID server, ConfigureServer command, Instant expiresAt) {
        var turn = command.turn();
        var context = MessageContext.NONE
                .withOperation(turn.operation())
                .expiringAt(expiresAt)
                .answeredTo(turn.answerTo());
        var strange = new Spine.Strange(MessageCatalog.nameOf(ConfigureServer.class), "{\"turn\":42");
        spine.sendStrange(Topics.CONFIG_COMMANDS, "/moru/provisioning", server, strange, context);
    }

    List<TurnAnswered> answers(UUID server) {
        return spine.heard().stream()
                .filter(heard -> heard.isAbout(server))
                .map(Heard::message)
                .filter(TurnAnswered.class::isInstance)
                .map(TurnAnswered.class::cast)
                .toList();
    }

    List<LogLine> log(UUID operation) {
        return spine.heard(LogAppended.class)
                .filter(log -> log.operation().equals(operation))
                .flatMap(log -> log.lines().stream())
                .toList();
    }

    <T extends Event> List<T> events(Class<T> type) {
        return spine.heard(type).toList();
    }

    /** Everything that was said, as text. */
    String words() {
        return spine.heard().stream().map(Heard::text).collect(joining());
    }

    @Override
    public void close() {
        spine.close();
    }
}
