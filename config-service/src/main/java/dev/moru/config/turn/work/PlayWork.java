package dev.moru.config.turn.work;

import dev.moru.config.play.PlayLine;
import dev.moru.config.play.PlayObserver;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.Playbooks;
import dev.moru.config.turn.Answers;
import dev.moru.config.turn.PreparedPlay;
import dev.moru.config.turn.SecretSource;
import dev.moru.config.turn.TurnLog;
import dev.moru.config.turn.TurnPlays;
import dev.moru.config.turn.Turns;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.database.Outages;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Performs a play. When its holder dies or loses its lease, Ansible dies with it, and the successor plays the same turns from the start: what is
 * done already changes nothing. What Ansible had begun at the hosts may have outlived it, and is waited for first.
 */
@Component
class PlayWork implements WorkHandler {

    private static final Logger logger = LoggerFactory.getLogger(PlayWork.class);

    static final String KIND = "config.play";

    /** Until a store of secrets that is away is asked again. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final TurnPlays plays;
    private final Playbooks playbooks;
    private final Turns turns;
    private final Answers answers;
    private final MessageCodec codec;
    private final Clock clock;

    PlayWork(TurnPlays plays, Playbooks playbooks, Turns turns, Answers answers, MessageCodec codec, Clock clock) {
        this.plays = plays;
        this.playbooks = playbooks;
        this.turns = turns;
        this.answers = answers;
        this.codec = codec;
        this.clock = clock;
    }

    /** What is stored of an item. */
    record Payload(UUID play) {}

    /** A play that has begun can't be withdrawn; there is nothing more to go on from. */
    record Begun(Instant at) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) throws InterruptedException {
        var play = codec.read(item.payload(), Payload.class).play();
        var playable = new ArrayList<TurnPlays.Candidate>();
        lease.checkpoint(new Begun(clock.instant()), () -> playable.addAll(plays.begin(play)));
        try {
            return perform(play, plays.prepare(playable), lease);
        } catch (SecretSource.Away away) {
            return WorkOutcome.again(PAUSE, () -> plays.tellWaiting(playable, away));
        }
    }

    private WorkOutcome perform(UUID play, PreparedPlay prepared, Lease lease) throws InterruptedException {
        FailPoint.reach("config.before-play");
        var log = new TurnLog(turns, answers, prepared);
        var result = run(prepared, log, lease);
        FailPoint.reach("config.after-play");
        return WorkOutcome.done(() -> {
            log.write();
            plays.end(play, prepared, result);
        });
    }

    private @Nullable PlayResult run(PreparedPlay prepared, TurnLog log, Lease lease) throws InterruptedException {
        var play = prepared.knownPlay();
        return play.isEmpty() ? null : playbooks.run(play.get(), new Follower(log, lease, clock));
    }

    /** Writes lines in bundles: a transaction for each would cost more than the play. */
    private static final class Follower implements PlayObserver {

        private static final Duration BETWEEN_WRITES = Duration.ofMillis(700);

        private final TurnLog log;
        private final Lease lease;
        private final Clock clock;
        private Instant lastTried = Instant.MIN;

        Follower(TurnLog log, Lease lease, Clock clock) {
            this.log = log;
            this.lease = lease;
            this.clock = clock;
        }

        @Override
        public void said(List<PlayLine> lines) {
            log.add(lines);
            var isDue = !clock.instant().isBefore(lastTried.plus(BETWEEN_WRITES));
            if (log.size() > 0 && isDue) {
                lastTried = clock.instant();
                write();
            }
        }

        /** While the database is away the play goes on; should that take longer than the lease, it is interrupted. */
        private void write() {
            try {
                lease.write(log::write);
                log.written();
            } catch (RuntimeException e) {
                if (!Outages.isOutage(e)) {
                    throw e;
                }
                logger.warn("{} lines wait for the database: {}", log.size(), e.getMessage());
            }
        }

        @Override
        public boolean wantsStop() {
            return lease.cancelRequested();
        }

        /** Until a successor could begin, and no longer. */
        @Override
        public Duration leash() {
            return lease.callBudget();
        }
    }
}
