package dev.moru.config.turn;

import dev.moru.config.role.RoleCatalogue;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.StopTurn;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Takes turns that are handed over: answers at once what needs no play, and puts the rest into one. */
public final class TurnIntake {

    private final Turns turns;
    private final Hosts hosts;
    private final PlayQueue queue;
    private final Answers answers;
    private final RoleCatalogue catalogue;
    private final int largestPlay;

    public TurnIntake(
            Turns turns, Hosts hosts, PlayQueue queue, Answers answers, RoleCatalogue catalogue, int largestPlay) {
        this.turns = turns;
        this.hosts = hosts;
        this.queue = queue;
        this.answers = answers;
        this.catalogue = catalogue;
        this.largestPlay = largestPlay;
    }

    /**
     * A turn that was handed over before is answered again as it was, or goes on as it does. One that never begins, because it
     * was answered before it came or a later one has come, is answered too: its owner may still wait for it.
     */
    public void accept(UUID server, ConfigureServer command, Origin origin, Instant expiresAt) {
        var turn = Turn.handed(server, command, origin, expiresAt);
        if (!turns.add(turn)) {
            turns.lock(turn.id())
                    .ifPresentOrElse(this::tellAgain, () -> answers.tell(server, origin, Verdict.closed(turn)));
            return;
        }
        answerAtOnce(turn, turns.now()).ifPresentOrElse(answer -> giveBack(turn, answer), () -> join(turn));
    }

    private Optional<TurnAnswered> answerAtOnce(Turn turn, Instant now) {
        var server = turn.snapshot();
        if (turn.isExpired(now)) {
            return Optional.of(Verdict.expired(turn));
        }
        if (server.spec().roles().isEmpty() && hosts.find(turn.server()).roles().isEmpty()) {
            return Optional.of(Verdict.noRoles(turn));
        }
        var objections =
                catalogue.objections(server.spec().roles(), server.spec().roleVariables());
        if (!objections.isEmpty()) {
            return Optional.of(Verdict.refused(turn, objections));
        }
        if (server.simulated()) {
            return Optional.of(Verdict.simulated(turn));
        }
        var access = turn.command().access();
        return access.address() == null || !access.connection().equals("ssh")
                ? Optional.of(Verdict.noAccess(turn))
                : Optional.empty();
    }

    private void join(Turn turn) {
        var gathering = turns.gather(turn.party(), largestPlay);
        turns.store(turn.waitingFor(gathering.play()));
        if (gathering.isNew()) {
            queue.enqueue(gathering.play());
        }
    }

    /**
     * A turn that never came here, because its command could not be read, is answered as well. Where an earlier
     * play may go on at the server, the answer comes when that has been seen to.
     */
    public void stop(UUID server, StopTurn stop, Origin origin) {
        var known = turns.lock(new TurnId(server, stop.turn().number()));
        if (known.isEmpty()) {
            close(server, origin, Verdict.stopped(stop.turn()));
            return;
        }
        var turn = known.get();
        var play = turn.play();
        if (play == null) {
            tellAgain(turn);
        } else if (turns.hasBegun(play) || hosts.find(server).unsettled()) {
            turns.store(turn.askedToStop());
            queue.stop(play);
        } else {
            giveBack(turn, Verdict.stopped(turn));
        }
    }

    /** Its command is here and can't be read. */
    public void refuse(UUID server, HandedTurn turn, Origin origin, String reason) {
        if (turns.lock(new TurnId(server, turn.number())).isEmpty()) {
            close(server, origin, Verdict.unreadable(turn, reason));
        }
    }

    private void close(UUID server, Origin origin, TurnAnswered answer) {
        turns.close(new TurnId(server, answer.turn().number()));
        answers.tell(server, origin, answer);
    }

    private void giveBack(Turn turn, TurnAnswered answer) {
        turns.store(turn.answered(answer));
        answers.tell(turn.server(), turn.origin(), answer);
    }

    private void tellAgain(Turn turn) {
        turn.knownAnswer().ifPresent(answer -> answers.tell(turn.server(), turn.origin(), answer));
    }
}
