package dev.moru.provisioning.server;

import java.time.Duration;

/**
 * The life of a server: turns are granted one at a time in the order of acceptance, each ends once, and what a message
 * means depends on nothing but the state. Saving, sending and doing happen elsewhere.
 *
 * <p>What a turn is for stands in {@link TurnRequest}, how it moves in {@link TurnTable}. {@link TurnQueue} grants and stops
 * turns, {@link EffectAnswers} and {@link Participation} follow them while somebody is at work, {@link TurnEnd} ends them;
 * {@link Observations} are made between turns.
 */
public final class ServerProcess {

    /** How long a bulk operation may take. */
    public static final Duration BULK_ALLOWANCE = Duration.ofDays(1);

    private final Draft draft;
    private final TurnEnd end;
    private final Participation participation;
    private final TurnQueue queue;

    private ServerProcess(Draft draft) {
        this.draft = draft;
        this.end = new TurnEnd(draft);
        this.participation = new Participation(draft, end);
        this.queue = new TurnQueue(draft, end, participation);
    }

    /** What a message means to a server. A late or repeated message means nothing. */
    public static Decision decide(ServerState state, ServerMessage message, Surroundings around) {
        var draft = new Draft(state, around);
        var process = new ServerProcess(draft);
        process.on(message);
        process.queue.grantNext();
        return draft.decision();
    }

    private void on(ServerMessage message) {
        var state = draft.state();
        if (message instanceof ServerMessage.TurnRequested asked) {
            queue.onRequested(asked);
        } else if (message instanceof ServerMessage.TurnWanted wanted) {
            queue.onWanted(wanted);
        } else if (message instanceof ServerMessage.CommandLost lost) {
            queue.onLost(lost);
        } else if (message instanceof ServerMessage.CancelRequested cancel) {
            state.turnOf(cancel.operation()).ifPresent(queue::cancel);
        } else if (message instanceof ServerMessage.ChildReleased released) {
            state.turnOf(released.operation()).ifPresent(queue::release);
        } else if (message instanceof ServerMessage.TimePassed) {
            state.turns().forEach(queue::onTime);
        } else if (message instanceof ServerMessage.PartProgressed progressed) {
            participation.on(progressed.progress());
        } else if (message instanceof ServerMessage.PartAnswered answered) {
            participation.on(answered.answer());
        } else if (message instanceof ServerMessage.Restored) {
            participation.tellAgain();
        } else if (message instanceof ServerMessage.CleanedUp) {
            end.cleaned();
        } else if (message instanceof ServerMessage.GuestSeen seen) {
            new Observations(draft).onSeen(seen);
        } else if (message instanceof ServerMessage.GuestMissing missing) {
            new Observations(draft).onMissing(missing);
        } else if (message instanceof ServerMessage.SiteSilent silent) {
            new Observations(draft).onSilence(silent);
        } else {
            new EffectAnswers(draft, end, participation).on(message);
        }
    }
}
