package dev.moru.gateway.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.durable.CloudEventHeaders;
import dev.moru.durable.consume.HandledHistories;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.SequencedConsumer;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.durable.epoch.Epochs;
import dev.moru.durable.outbox.Origin;
import dev.moru.durable.outbox.Outbox;
import dev.moru.gateway.journal.StoredEntriesOf;
import dev.moru.gateway.journal.TestJournal;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import dev.moru.gateway.testing.TestTopic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalRebuildTest {

    private final GatewayDatabase database = new GatewayDatabase();
    private final TestTopic events = new TestTopic("journal-rebuild." + UUID.randomUUID());
    private final TestTopic logs = new TestTopic("journal-rebuild-log." + UUID.randomUUID());
    private final Happenings happenings = new Happenings();
    private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    private final SequencedConsumer foldEvents = consumerOf(events);
    private final SequencedConsumer foldLogs = consumerOf(logs);
    private final JournalRebuild rebuild = new JournalRebuild(
            ReadSide.turn(database),
            database.jdbc(),
            new HandledHistories(database.jdbc(), GatewayDatabase.codec(), TestTopic.kafka()),
            List.of(events.name(), logs.name()),
            StoredEntriesOf.database(database));
    private final ReadModelRebuild readModels = new ReadModelRebuild(
            ReadSide.turn(database), database.jdbc(), GatewayDatabase.codec(), StoredEntriesOf.database(database));

    @AfterEach
    void close() {
        events.close();
        logs.close();
        database.close();
    }

    private SequencedConsumer consumerOf(TestTopic topic) {
        var outbox = new Outbox(database.jdbc(), GatewayDatabase.codec(), new Origin("/moru/gateway", 1), () -> {});
        var fold = FoldConfiguration.eventFold(
                database.jdbc(),
                GatewayDatabase.codec(),
                new TestJournal(database).journal(),
                new SimpleMeterRegistry());
        return new SequencedConsumers(
                        database.transaction(),
                        database.jdbc(),
                        GatewayDatabase.codec(),
                        outbox,
                        new SimpleMeterRegistry())
                .forEvents(topic.name(), fold);
    }

    @Test
    void makesTheSameJournalOfEachStream() {
        happen(300);
        fold();
        var before = streams();
        var lines = lines();

        var report = rebuild.run().orElseThrow();

        assertThat(streams()).isEqualTo(before);
        assertThat(lines()).isEqualTo(lines);
        assertThat(report.entries()).isEqualTo(before.size());
        assertThat(positions()).isEqualTo(List.of(1L, (long) before.size(), (long) before.size()));
        assertThat(epoch()).isEqualTo(2);
        assertIntact();
    }

    @Test
    void repairsAJournalThatWasDamaged() {
        happen(100);
        fold();
        var before = streams();
        database.jdbc().update("delete from journal where position % 7 = 0");
        database.jdbc().update("update journal set data = '{}' where position % 11 = 0");

        rebuild.run();

        assertThat(streams()).isEqualTo(before);
        assertIntact();
    }

    @Test
    void tellsWhatIsWrongWithTheJournal() {
        happen(20);
        fold();
        database.jdbc().update("delete from journal where position = 5");
        database.jdbc().update("update journal set type = 'dev.moru.server.lost.v1' where position = 6");
        database.jdbc().update("update journal set sequence = 999 where position = 7");
        database.jdbc().update("""
                insert into journal select 1000000, id, topic, source, subject, epoch, sequence, type, time, project, site,
                  severity, actor, operation, causation, data from journal where position = 8""");

        var verdicts = rebuild.verify().orElseThrow();

        assertThat(verdicts.stream().mapToLong(TopicVerdict::missing).sum()).isEqualTo(2);
        assertThat(verdicts.stream().mapToLong(TopicVerdict::different).sum()).isEqualTo(1);
        assertThat(verdicts.stream().mapToLong(TopicVerdict::foreign).sum()).isEqualTo(1);
        assertThat(verdicts.stream().mapToLong(TopicVerdict::repeated).sum()).isEqualTo(1);
        assertThat(epoch()).isEqualTo(1);
    }

    @Test
    void leavesToTheFoldsWhatTheyHaveNotHandled() {
        happen(50);
        fold();
        var before = streams();
        happen(50);

        rebuild.run();
        assertThat(streams()).isEqualTo(before);

        fold();
        assertThat(streams()).hasSizeGreaterThan(before.size());
        assertIntact();
    }

    @Test
    void missesNothingThatIsFoldedMeanwhile() {
        happen(300);
        fold();
        var going = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 12; i++) {
                happen(10);
                fold();
            }
        });

        while (!going.isDone()) {
            rebuild.run();
        }

        going.join();
        assertIntact();
    }

    @Test
    void keepsWhatTheTopicsNoLongerHave() {
        happen(200);
        fold();
        var before = streams();
        var lines = lines();
        events.trim();
        logs.trim();

        var report = rebuild.run().orElseThrow();

        assertThat(report.carriedOver()).isBetween(1L, (long) before.size());
        assertThat(report.entries() + report.carriedOver()).isEqualTo(before.size());
        assertThat(streams()).isEqualTo(before);
        assertThat(lines()).isEqualTo(lines);
        assertIntact();
        happen(20);
        fold();
        assertIntact();
        assertThat(rebuild.run().orElseThrow().carriedOver()).isEqualTo(report.carriedOver());
    }

    @Test
    void leavesOutWhatWasPutAside() {
        happen(10);
        var broken = happenings.observed(Happenings.server(UUID.randomUUID(), "web", ServerPhase.READY));
        events.publish(
                broken.envelope().subject(),
                CloudEventHeaders.of(broken.envelope()),
                "no json".getBytes(StandardCharsets.UTF_8));
        happen(10);
        fold();
        var before = streams();
        assertThat(database.jdbc().queryForObject("select count(*) from dead_letter", Long.class))
                .isEqualTo(1);

        rebuild.run();

        assertThat(streams()).isEqualTo(before);
        assertIntact();
    }

    @Test
    void leavesOutWhatWasSentBetweenABackupAndTheRestoreFromIt() {
        happen(30);
        fold();
        var before = streams();
        happen(30);
        new Epochs(database.jdbc(), database.transaction()).raiseTo(2);
        fold();
        assertThat(streams()).isEqualTo(before);

        rebuild.run();
        assertThat(streams()).isEqualTo(before);

        happenings.beginEpoch(2);
        happen(30);
        fold();
        assertThat(streams()).hasSizeGreaterThan(before.size());
        assertIntact();
        rebuild.run();
        assertIntact();
    }

    /** Some are published twice, as a relay does that was killed before it knew that they had arrived. */
    private synchronized void happen(int lives) {
        for (int i = 0; i < lives; i++) {
            var server = new UUID(7, random.nextInt(40));
            var operation = UUID.randomUUID();
            var life = new ArrayList<>(List.of(
                    happenings.progressed(
                            Happenings.operation(operation, "server.reboot", server, OperationState.RUNNING)),
                    happenings.observed(Happenings.server(server, "web", ServerPhase.READY)),
                    happenings.ofUnknownType(server.toString(), "one small step"),
                    happenings.ended(
                            Happenings.operation(operation, "server.reboot", server, OperationState.SUCCEEDED),
                            null,
                            true)));
            life.forEach(events::publish);
            if (random.nextInt(3) == 0) {
                life.forEach(events::publish);
            }
            publishLog(happenings.log(operation, 0, "one", "two"));
            publishLog(happenings.log(operation, 2, "three"));
        }
        events.flush();
        logs.flush();
    }

    private void publishLog(InboundMessage log) {
        logs.publish(log);
        if (random.nextInt(3) == 0) {
            logs.publish(log);
        }
    }

    private synchronized void fold() {
        events.consume(foldEvents);
        logs.consume(foldLogs);
    }

    private void assertIntact() {
        assertThat(rebuild.verify().orElseThrow()).hasSize(2).allMatch(TopicVerdict::intact);
        assertThat(readModels.verify().orElseThrow()).allMatch(ModelVerdict::intact);
    }

    /** The journal but for positions, each stream in its order. */
    private List<String> streams() {
        return database.jdbc().queryForList("""
                        select concat_ws(' ', topic, source, subject,
                                 row_number() over (partition by topic, source, subject order by position),
                                 (to_jsonb(j) - 'position')::text)
                        from journal j order by topic, source, subject, position""", String.class);
    }

    /** Which log lines an operation's index leads to. */
    private List<String> lines() {
        return database.jdbc().queryForList("""
                        select concat_ws(' ', l.operation, first_n, last_n, j.id)
                        from operation_log l join journal j using (position) order by 1""", String.class);
    }

    private List<Long> positions() {
        return database.jdbc()
                .queryForObject(
                        "select min(j.position), max(j.position), max(e.position) from journal j, journal_end e",
                        (row, n) -> List.of(row.getLong(1), row.getLong(2), row.getLong(3)));
    }

    private int epoch() {
        return database.jdbc().queryForObject("select epoch from journal_end", Integer.class);
    }
}
