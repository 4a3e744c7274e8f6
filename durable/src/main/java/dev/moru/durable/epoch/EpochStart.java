package dev.moru.durable.epoch;

import dev.moru.durable.StartRefused;
import dev.moru.durable.outbox.Origin;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Looks, before anything is read or sent, whether the database is the one that has sent what is in Kafka: one that was
 * restored from a backup would count its messages as it did then, and everybody would skip them. In a new epoch it lets the
 * service send again what is open.
 *
 * <p>What was accepted while Kafka was away has numbers already. So a number that the database has given is not enough: where
 * its message still waits, it must be the very one that Kafka holds.
 */
public final class EpochStart {

    private static final String FIRST_UNKNOWN = """
            select s.n from unnest(?::text[], ?::text[], ?::bigint[], ?::text[])
              with ordinality as s(topic, subject, sequence, id, n)
            left join stream e on e.topic = s.topic and e.subject = s.subject
            left join outbox o on o.topic = s.topic and o.subject = s.subject and o.sequence = s.sequence
            where s.sequence > coalesce(e.last_sequence, 0) or o.attributes::json ->> 'id' <> s.id
            order by s.n limit 1
            """;

    private final JdbcTemplate jdbc;
    private final Origin origin;
    private final Epochs epochs;
    private final Supplier<List<LastRecords.Sent>> lastRecords;
    private final List<Resumption> resumptions;

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

    /** Whether what is open has yet to be sent again: then it goes before whatever is accepted. */
    public boolean isFirstOfEpoch() {
        return epochs.isResumptionDue();
    }

    /** @throws StartRefused when Kafka holds what this database has not sent */
    public void begin() {
        // Kafka first: what another replica sends meanwhile was in the database before.
        var ours = lastRecords.get().stream()
                .filter(sent -> sent.envelope().source().equals(origin.source()))
                .toList();
        ours.stream()
                .filter(sent -> sent.envelope().epoch() > origin.epoch())
                .findFirst()
                .ifPresent(this::refuse);
        refuseUnknown(ours.stream()
                .filter(sent -> sent.envelope().epoch() == origin.epoch())
                .toList());
        epochs.once(() -> resumptions.forEach(Resumption::resume));
    }

    private void refuseUnknown(List<LastRecords.Sent> sent) {
        jdbc.queryForList(
                        FIRST_UNKNOWN,
                        Integer.class,
                        column(sent, String[]::new, LastRecords.Sent::topic),
                        column(sent, String[]::new, one -> one.envelope().subject()),
                        column(sent, Long[]::new, one -> one.envelope().sequence()),
                        column(sent, String[]::new, one -> one.envelope().id().toString()))
                .forEach(number -> refuse(sent.get(number - 1)));
    }

    private static <T> T[] column(
            List<LastRecords.Sent> sent, IntFunction<T[]> array, Function<LastRecords.Sent, T> value) {
        return sent.stream().map(value).toArray(array);
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
}
