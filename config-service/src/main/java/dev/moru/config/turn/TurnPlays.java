package dev.moru.config.turn;

import dev.moru.config.play.HostResult;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.PlayResult.End;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins plays with the turns that wait for them, and gives the turns back when the play has ended. */
public final class TurnPlays {

    // Ansible may be killed when memory runs out, or find its own host broken; more often than that it is not bad luck.
    private static final int MOST_BREAKS = 3;

    private final Turns turns;
    private final Hosts hosts;
    private final PlayQueue queue;
    private final Answers answers;
    private final SecretSource secrets;
    private final int largestPlay;

    public TurnPlays(
            Turns turns, Hosts hosts, PlayQueue queue, Answers answers, SecretSource secrets, int largestPlay) {
        this.turns = turns;
        this.hosts = hosts;
        this.queue = queue;
        this.answers = answers;
        this.secrets = secrets;
        this.largestPlay = largestPlay;
    }

    /**
     * Closes a play for further turns, in the running transaction. What its hosts may have from now on is stored before
     * anything is done to them.
     */
    public List<Turn> begin(UUID play) {
        turns.begin(play);
        var now = turns.now();
        var playable = turns.of(play).stream()
                .filter(turn -> !turn.stopRequested() && !turn.isExpired(now))
                .toList();
        for (var turn : playable) {
            if (!turn.command().check()) {
                var known = hosts.find(turn.server());
                hosts.store(known.withRoles(PlayCasting.possibleRoles(known, turn)));
            }
            answers.progress(
                    turn,
                    playable.size() == 1 ? "Ansible runs" : "Ansible runs for %d servers".formatted(playable.size()));
        }
        return playable;
    }

    /**
     * Fetches what the play needs, outside any transaction.
     *
     * @param again whether somebody has begun this play before, and has come to no end
     */
    public PreparedPlay prepare(List<Turn> playable, boolean again) {
        var casting = new PlayCasting(secrets, turns.now(), again);
        playable.forEach(turn -> casting.add(turn, hosts.find(turn.server())));
        return casting.prepared();
    }

    /**
     * Gives back the turns that the play has brought to an end, in the running transaction, and puts the others into the
     * next play.
     *
     * @param result null when nothing was played
     */
    public void end(UUID play, PreparedPlay prepared, @Nullable PlayResult result) {
        var aliases = new HashMap<TurnId, String>();
        prepared.turns().forEach((alias, turn) -> aliases.put(turn.id(), alias));
        var now = turns.now();
        for (var turn : turns.lockAllOf(play)) {
            var alias = aliases.get(turn.id());
            var broken = result != null && result.end() == End.BROKEN ? turn.broken() : turn;
            learn(turn, alias, result);
            var refusal = Optional.ofNullable(prepared.refused().get(turn.id()));
            refusal.or(() -> verdict(broken, alias, result, now))
                    .ifPresentOrElse(answer -> giveBack(broken, answer), () -> playAgain(broken));
        }
        turns.remove(play);
    }

    private static @Nullable HostResult hostResult(@Nullable String alias, @Nullable PlayResult result) {
        return alias == null || result == null || result.end() != End.FINISHED
                ? null
                : result.hosts().get(alias);
    }

    /** Empty where the turn has to be played again. */
    private static Optional<TurnAnswered> verdict(
            Turn turn, @Nullable String alias, @Nullable PlayResult result, Instant now) {
        var host = hostResult(alias, result);
        if (host != null) {
            return Optional.of(Verdict.of(turn, host));
        }
        boolean mayGoOn = alias != null && result != null && result.unsettled().contains(alias);
        if (turn.stopRequested()) {
            return Optional.of(mayGoOn ? Verdict.unsettled(turn) : Verdict.stopped(turn));
        }
        if (turn.isExpired(now)) {
            return Optional.of(Verdict.expired(turn));
        }
        return result != null && turn.breaks() >= MOST_BREAKS
                ? Optional.of(Verdict.broken(turn, result.message()))
                : Optional.empty();
    }

    private void learn(Turn turn, @Nullable String alias, @Nullable PlayResult result) {
        if (alias == null || result == null) {
            return;
        }
        var known = hosts.find(turn.server()).withPins(result.pins().getOrDefault(alias, List.of()));
        var host = hostResult(alias, result);
        var isDone = host != null && host.isConfigured() && !turn.command().check();
        hosts.store(isDone ? known.withRoles(turn.snapshot().spec().roles()) : known);
    }

    private void giveBack(Turn turn, TurnAnswered answer) {
        turns.store(turn.answered(answer));
        answers.tell(turn.server(), turn.origin(), answer);
    }

    private void playAgain(Turn turn) {
        var gathering = turns.gather(turn.party(), largestPlay);
        turns.store(turn.waitingFor(gathering.play()));
        if (gathering.isNew()) {
            queue.enqueue(gathering.play());
        }
    }
}
