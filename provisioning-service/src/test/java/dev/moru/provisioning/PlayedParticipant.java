package dev.moru.provisioning;

import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Message;
import dev.moru.contracts.Topics;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.durable.MessageContext;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.service.testing.Spine;
import dev.moru.service.testing.Spine.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A participant, as provisioning-service meets it: turns that were handed to it, and its answers. */
final class PlayedParticipant implements AutoCloseable {

    private final Spine spine;
    private final String answers;
    private final String source;

    private PlayedParticipant(String commands, String answers, String source) {
        this.spine = new Spine(SharedStores.kafka().bootstrapServers(), commands);
        this.answers = answers;
        this.source = source;
    }

    static PlayedParticipant config() {
        return new PlayedParticipant(Topics.CONFIG_COMMANDS, Topics.CONFIG_EVENTS, "/moru/config");
    }

    static PlayedParticipant backup() {
        return new PlayedParticipant(Topics.BACKUP_COMMANDS, Topics.BACKUP_EVENTS, "/moru/backup");
    }

    /** The last command of a type for a server, when it has come. */
    <T extends Message> Heard awaitTold(UUID server, Class<T> type) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> told(server, type).findAny().isPresent());
        return told(server, type).reduce((earlier, later) -> later).orElseThrow();
    }

    <T extends Message> Heard awaitToldAfter(Heard earlier, Class<T> type) {
        var server = UUID.fromString(earlier.envelope().subject());
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> awaitTold(server, type), later -> !later.envelope().equals(earlier.envelope()));
    }

    private Stream<Heard> told(UUID server, Class<?> type) {
        return spine.heard().stream().filter(heard -> heard.isAbout(server) && type.isInstance(heard.message()));
    }

    void answer(UUID server, HandedTurn turn, TurnOutcome outcome) {
        answer(
                server,
                new TurnAnswered(
                        turn, outcome, "Done", "done", null, List.of(), Map.of("changed", 2), turn.firstLine()));
    }

    void answer(UUID server, TurnAnswered answer) {
        spine.send(
                answers,
                source,
                server,
                answer,
                MessageContext.NONE.withOperation(answer.turn().operation()));
    }

    @Override
    public void close() {
        spine.close();
    }
}
