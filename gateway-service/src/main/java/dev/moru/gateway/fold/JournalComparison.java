package dev.moru.gateway.fold;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Compares the journal in use with the one that was made beside it. */
final class JournalComparison {

    /** A dead letter that was handled later stands later, too. */
    private static final String COMPARE = """
            with kept as (
              select distinct on (topic, source, subject, epoch, sequence) * from journal
              order by topic, source, subject, epoch, sequence, position
            ), content as (
              select coalesce(k.topic, r.topic) as topic, count(k.position) as kept,
                     count(*) filter (where k.position is null) as missing,
                     count(*) filter (where r.position is null) as foreign_ones,
                     count(*) filter (where (k.id, k.type, k.time, k.project, k.site, k.severity, k.actor, k.operation,
                                             k.causation, k.data)
                                         is distinct from
                                            (r.id, r.type, r.time, r.project, r.site, r.severity, r.actor, r.operation,
                                             r.causation, r.data)
                                        and k.position is not null and r.position is not null) as different
              from kept k full join journal_rebuilt r
                on k.topic = r.topic and k.source = r.source and k.subject = r.subject and k.epoch = r.epoch
                  and k.sequence = r.sequence
              group by 1
            ), placed as (
              select topic, subject, epoch, sequence,
                     lag((epoch, sequence)) over (partition by topic, source, subject order by position) as before
              from journal
            ), places as (
              select topic, count(*) as entries,
                     count(*) filter (where before > (epoch, sequence) and not exists (
                       select from dead_letter d
                       where d.topic = placed.topic and d.subject = placed.subject and d.replayed_at is not null
                     )) as misplaced
              from placed group by topic
            )
            select topic, coalesce(entries, 0) as entries, coalesce(missing, 0) as missing,
                   coalesce(foreign_ones, 0) as foreign_ones, coalesce(different, 0) as different,
                   coalesce(entries - kept, 0) as repeated, coalesce(misplaced, 0) as misplaced
            from content full join places using (topic) order by topic
            """;

    private final JdbcTemplate jdbc;
    private List<TopicVerdict> verdicts = List.of();

    JournalComparison(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** @param rest completes the other journal, as far as it can be seen in the running transaction */
    void read(Runnable rest) {
        // From here on the transaction sees what is now, and the topics have at least that.
        jdbc.queryForObject("select epoch from journal_end", Integer.class);
        rest.run();
        verdicts = jdbc.query(
                COMPARE,
                (row, n) -> new TopicVerdict(
                        row.getString("topic"),
                        row.getLong("entries"),
                        row.getLong("missing"),
                        row.getLong("foreign_ones"),
                        row.getLong("different"),
                        row.getLong("repeated"),
                        row.getLong("misplaced")));
    }

    List<TopicVerdict> verdicts() {
        return verdicts;
    }
}
