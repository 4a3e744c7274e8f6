package dev.moru.config.turn;

import dev.moru.config.play.HostResult;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.PlayResult.End;
import dev.moru.config.turn.Hosts.KnownHost;
import dev.moru.contracts.turn.TurnAnswered;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins plays with the turns that wait for them, and gives the turns back when the play has ended. */
public final class TurnPlays {

    // Ansible may be killed when memory runs out, or find its own host broken, or not be let in to see whether an
    // earlier
    // play is over; more often than that it is not bad luck.
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

    /** A turn of a play that begins, and what was known of its host before. */
    public record Candidate(Turn turn, KnownHost host) {

        /** What may go on at a host is looked after, also for a turn that shall not be played any more. */
        private boolean isPlayable(Instant now) {
            return host.unsettled() || !turn.stopRequested() && !turn.isExpired(now);
        }
    }

    /**
     * Closes a play for further turns, in the running transaction. What its hosts may have from now on, and that something
     * may go on there, is stored before anything is done to them.
     */
    public List<Candidate> begin(UUID play) {
        turns.begin(play);
        var now = turns.now();
        var playable = turns.of(play).stream()
                .map(turn -> new Candidate(turn, hosts.find(turn.server())))
                .filter(candidate -> candidate.isPlayable(now))
                .toList();
        for (var candidate : playable) {
            announce(play, candidate);
            answers.progress(
                    candidate.turn(),
                    playable.size() == 1 ? "Ansible runs" : "Ansible runs for %d servers".formatted(playable.size()));
        }
        return playable;
    }

    private void announce(UUID play, Candidate candidate) {
        var turn = candidate.turn();
        if (!turn.command().check()) {
            hosts.store(candidate.host().withRoles(PlayCasting.possibleRoles(candidate.host(), turn)));
        }
        hosts.mayGoOn(turn.server(), play);
    }

    /**
     * Fetches what the play needs, outside any transaction.
     *
     * @throws SecretSource.Away when that can't be had now for any of its turns
     */
    public PreparedPlay prepare(List<Candidate> playable) {
        var casting = new PlayCasting(secrets, turns.now());
        playable.forEach(candidate -> casting.add(candidate.turn(), candidate.host()));
        return casting.prepared();
    }

    /** Tells, in the running transaction, that a play can't go on. */
    public void tellWaiting(List<Candidate> playable, SecretSource.Away reason) {
        playable.forEach(
                candidate -> answers.progress(candidate.turn(), "Waiting for secrets: " + reason.getMessage()));
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
            var broken =
                    result != null && (result.end() == End.BROKEN || mayGoOn(alias, result)) ? turn.broken() : turn;
            learn(play, turn, alias, result);
            var refusal = Optional.ofNullable(prepared.refused().get(turn.id()));
            refusal.or(() -> verdict(broken, alias, result, now))
                    .ifPresentOrElse(answer -> giveBack(broken, answer), () -> playAgain(broken));
        }
        turns.remove(play);
    }

    private static @Nullable HostResult hostResult(@Nullable String alias, @Nullable PlayResult result) {
        return alias == null || result == null || result.end() != End.FINISHED || mayGoOn(alias, result)
                ? null
                : result.hosts().get(alias);
    }

    private static boolean mayGoOn(@Nullable String alias, @Nullable PlayResult result) {
        return alias != null && result != null && result.unsettled().contains(alias);
    }

    /** Empty where the turn has to be played again. */
    private static Optional<TurnAnswered> verdict(
            Turn turn, @Nullable String alias, @Nullable PlayResult result, Instant now) {
        var host = hostResult(alias, result);
        if (host != null) {
            return Optional.of(Verdict.of(turn, host));
        }
        if (turn.stopRequested() || turn.isExpired(now)) {
            return Optional.of(mayGoOn(alias, result) ? Verdict.unsettled(turn) : ended(turn));
        }
        if (result == null || turn.breaks() < MOST_BREAKS) {
            return Optional.empty();
        }
        return Optional.of(mayGoOn(alias, result) ? Verdict.unsettled(turn) : Verdict.broken(turn, result.message()));
    }

    private static TurnAnswered ended(Turn turn) {
        return turn.stopRequested() ? Verdict.stopped(turn) : Verdict.expired(turn);
    }

    private void learn(UUID play, Turn turn, @Nullable String alias, @Nullable PlayResult result) {
        if (alias == null || result == null) {
            return;
        }
        var before = hosts.find(turn.server());
        var known = before.withPins(result.pins().getOrDefault(alias, before.pins()));
        var host = hostResult(alias, result);
        var isDone = host != null && host.isConfigured() && !turn.command().check();
        hosts.store(isDone ? known.withRoles(turn.snapshot().spec().roles()) : known);
        if (!mayGoOn(alias, result)) {
            hosts.isOver(turn.server(), play);
        }
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
