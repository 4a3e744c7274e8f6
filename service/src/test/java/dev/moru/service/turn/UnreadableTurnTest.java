package dev.moru.service.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.durable.Envelope;
import dev.moru.durable.MessageContext;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.RecordPosition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnreadableTurnTest {

    private static final UUID SERVER = UUID.randomUUID();
    private static final HandedTurn TURN = new HandedTurn(3, UUID.randomUUID(), "configure", 17);

    @Test
    void isKnownByItsHeaders() {
        var command = UnreadableTurn.in(letter(envelope("dev.moru.server.configure.v1", TURN.answerTo())))
                .orElseThrow();

        assertThat(command.server()).isEqualTo(SERVER);
        assertThat(command.turn()).isEqualTo(TURN);
        assertThat(command.reason()).isEqualTo("no JSON");
        assertThat(command.stop()).isEmpty();
    }

    @Test
    void mayBeTheStopOfATurn() {
        var command = UnreadableTurn.in(letter(envelope("dev.moru.turn.stop.v1", TURN.answerTo())))
                .orElseThrow();

        assertThat(command.stop()).contains(new StopTurn(TURN, "no JSON"));
    }

    @Test
    void isNoneWhereTheHeadersNameNoTurn() {
        assertThat(UnreadableTurn.in(letter(envelope("dev.moru.site.apply.v1", null))))
                .isEmpty();
        assertThat(UnreadableTurn.in(letter(null))).isEmpty();
    }

    private static DeadLetter letter(@Nullable Envelope envelope) {
        return new DeadLetter(
                UUID.randomUUID(), new RecordPosition("moru.config.commands", 0, 5), envelope, null, "no JSON");
    }

    private static Envelope envelope(String type, @Nullable String answerTo) {
        var context = MessageContext.NONE.withOperation(TURN.operation());
        return new Envelope(
                UUID.randomUUID(),
                "/moru/provisioning",
                type,
                SERVER.toString(),
                Instant.EPOCH,
                1,
                1,
                answerTo == null ? context : context.answeredTo(answerTo));
    }
}
