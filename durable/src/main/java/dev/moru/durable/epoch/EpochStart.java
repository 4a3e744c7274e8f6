package dev.moru.durable.epoch;

import dev.moru.durable.StartRefused;
import dev.moru.durable.outbox.Origin;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks, before anything is read or sent, whether the database is the one that has sent what is in Kafka: one that was
 * restored from a backup would count its messages as it did then, and everybody would skip them. In a new epoch it lets the
 * service send again what is open.
 */
public final class EpochStart implements SmartLifecycle {

    /** Below everything else of a service: what reads, what sends and what accepts. */
    private static final int PHASE = DEFAULT_PHASE - 10_000;

    private final JdbcTemplate jdbc;
    private final Origin origin;
    private final Epochs epochs;
    private final Supplier<List<LastRecords.Sent>> lastRecords;
    private final List<Resumption> resumptions;
    private volatile boolean running;

    /** @param lastRecords of the service's topics */
    public EpochStart(
            JdbcTemplate jdbc,
            Origin origin,
            Epochs epochs,
            Supplier<List<LastRecords.Sent>> lastRecords,
            List<Resumption> resumptions) {
        this.jdbc = jdbc;
        this.origin = origin;
        this.epochs = epochs;
        this.lastRecords = lastRecords;
        this.resumptions = List.copyOf(resumptions);
    }

    /** @throws StartRefused when Kafka holds what this database has not sent */
    @Override
    public void start() {
        lastRecords.get().stream()
                .filter(sent -> sent.envelope().source().equals(origin.source()))
                .filter(this::isUnknown)
                .findFirst()
                .ifPresent(this::refuse);
        epochs.once(() -> resumptions.forEach(Resumption::resume));
        running = true;
    }

    private boolean isUnknown(LastRecords.Sent sent) {
        var envelope = sent.envelope();
        return envelope.epoch() > origin.epoch()
                || (envelope.epoch() == origin.epoch() && envelope.sequence() > lastSequence(sent));
    }

    private long lastSequence(LastRecords.Sent sent) {
        return jdbc
                .queryForList(
                        "select last_sequence from stream where topic = ? and subject = ?",
                        Long.class,
                        sent.topic(),
                        sent.envelope().subject())
                .stream()
                .findFirst()
                .orElse(0L);
    }

    private void refuse(LastRecords.Sent sent) {
        var envelope = sent.envelope();
        throw new StartRefused(
                ("Kafka holds message %d of epoch %d about %s in %s, which this database has not sent: it was"
                                + " restored from a backup. Start every service once with MORU_EPOCH=%d, or all of them with"
                                + " ./moru restore")
                        .formatted(
                                envelope.sequence(),
                                envelope.epoch(),
                                envelope.subject(),
                                sent.topic(),
                                Math.max(envelope.epoch(), origin.epoch()) + 1));
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
