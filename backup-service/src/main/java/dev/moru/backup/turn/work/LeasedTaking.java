package dev.moru.backup.turn.work;

import dev.moru.backup.archive.TakeIntent;
import dev.moru.backup.archive.Taking;
import dev.moru.backup.turn.LoggedLine;
import dev.moru.backup.turn.TakeQueue;
import dev.moru.backup.turn.TakingTurns;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the taking of a backup sees of its lease. Lines and progress are written in bundles. */
final class LeasedTaking implements Taking {

    private static final Duration BETWEEN_WRITES = Duration.ofMillis(700);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    /** Whether the time of the turn is over. */
    @FunctionalInterface
    interface Expiry {

        boolean hasCome();
    }

    private final TakeQueue.Take take;
    private final Lease lease;
    private final TakingTurns turns;
    private final Expiry expiry;
    private final List<LoggedLine> lines = new ArrayList<>();
    private @Nullable TakeIntent intent;
    private long toldAtNanos = System.nanoTime() - BETWEEN_WRITES.toNanos();
    private long lookedAtNanos = System.nanoTime() - BETWEEN_LOOKS.toNanos();
    private boolean expired;

    LeasedTaking(
            TakeQueue.Take take, WorkItem item, Lease lease, TakingTurns turns, MessageCodec codec, Expiry expiry) {
        this.take = take;
        this.lease = lease;
        this.turns = turns;
        this.expiry = expiry;
        this.intent = item.lastCheckpoint()
                .map(checkpoint -> codec.read(checkpoint, TakeIntent.class))
                .orElse(null);
    }

    @Override
    public Optional<TakeIntent> lastIntent() {
        return Optional.ofNullable(intent);
    }

    @Override
    public void intend(TakeIntent next) {
        lease.checkpoint(next, this::writeLines);
        intent = next;
    }

    @Override
    public void said(String line) {
        lines.add(new LoggedLine(Instant.now(), line));
    }

    @Override
    public void cameTo(double fraction, String message, TakeIntent by) {
        if (System.nanoTime() - toldAtNanos >= BETWEEN_WRITES.toNanos()) {
            toldAtNanos = System.nanoTime();
            lease.write(() -> {
                writeLines();
                turns.progress(take, fraction, message);
            });
        }
    }

    /** In the running transaction. */
    void writeLines() {
        turns.log(take, lines);
        lines.clear();
    }

    @Override
    public boolean wantsStop() {
        if (!expired && System.nanoTime() - lookedAtNanos >= BETWEEN_LOOKS.toNanos()) {
            lookedAtNanos = System.nanoTime();
            expired = expiry.hasCome();
        }
        return expired || lease.cancelRequested();
    }

    @Override
    public Duration callBudget() {
        return lease.callBudget();
    }
}
