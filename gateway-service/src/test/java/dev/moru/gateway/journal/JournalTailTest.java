package dev.moru.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.server.ServerPhase;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.gateway.testing.GatewayDatabase;
import dev.moru.gateway.testing.Happenings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.test.StepVerifier;

class JournalTailTest {

    private static final GatewayDatabase DATABASE = new GatewayDatabase();
    private static final int WINDOW = 64;

    private final Happenings happenings = new Happenings();
    private final TestJournal journal = new TestJournal(DATABASE, WINDOW);
    private final TestJournal otherReplica = new TestJournal(DATABASE, WINDOW);

    @AfterEach
    void stop() {
        journal.stop();
        otherReplica.stop();
    }

    @AfterAll
    static void closeTheDatabase() {
        DATABASE.close();
    }

    @Test
    void givesEveryReplicaTheSameEventsInTheSameOrder() {
        journal.start();
        otherReplica.start();
        var here = read(journal, journal.tail().end());
        var there = read(otherReplica, otherReplica.tail().end());

        append(journal, 5);
        append(otherReplica, 5);
        append(journal, 5);

        await().untilAsserted(() -> assertThat(here.positions).hasSize(15));
        await().untilAsserted(() -> assertThat(there.positions).containsExactlyElementsOf(here.positions));
        assertThat(here.positions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void goesOnFromTheDatabaseWhereMemoryEnds() {
        journal.start();
        var start = journal.tail().end();
        append(journal, 3 * WINDOW);
        await().until(() -> journal.tail().end().position() == start.position() + 3 * WINDOW);

        var reader = read(journal, start);
        await().untilAsserted(() -> assertThat(reader.positions).hasSize(3 * WINDOW));
        append(journal, 3);

        await().untilAsserted(() -> assertThat(reader.positions)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 3 * WINDOW + 3)
                        .mapToObj(n -> start.position() + n)
                        .toList()));
    }

    @Test
    void readsInSeveralPartsWhatIsTooMuchForOne() {
        var stored = new StoredEntries(DATABASE.jdbc());
        var start = stored.end();
        journal.start();
        append(journal, events(9, "x".repeat(250_000)));
        await().until(() -> journal.tail().end().position() == start.position() + 9);

        assertThat(stored.behind(start.position(), 500)).hasSizeBetween(1, 8);
        otherReplica.start();
        var reader = read(otherReplica, start);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(reader.positions).hasSize(9).isSorted());
    }

    @Test
    void dropsAReaderThatLeavesTooMuchUnread() {
        journal.start();

        StepVerifier.create(journal.tail().behind(journal.tail().end(), entry -> true), 0)
                .then(() -> append(journal, 2 * WINDOW))
                .expectError(ReaderTooSlow.class)
                .verify(Duration.ofSeconds(10));
    }

    @Test
    void keepsAReaderWhoWantsNothingOfWhatComes() {
        journal.start();
        var start = journal.tail().end();
        var reader = new Reader(0);
        journal.tail().behind(start, entry -> false).subscribe(reader);

        append(journal, 3 * WINDOW);
        await().until(() -> journal.tail().end().position() == start.position() + 3 * WINDOW);
        reader.request(1);

        await().until(() ->
                reader.upTo != null && reader.upTo.equals(journal.tail().end()));
        assertThat(reader.positions).isEmpty();
    }

    @Test
    void endsTheStreamsOfAnEpochThatIsOver() {
        journal.start();
        var reader = read(journal, journal.tail().end());

        DATABASE.jdbc().update("update journal_end set epoch = epoch + 1");

        await().until(reader::isDisposed);
        assertThat(journal.tail().end().epoch()).isGreaterThan(1);
    }

    @Test
    void endsTheStreamOfAReaderWhoseEpochIsOverBeforeItHasReadWhatIsStored() {
        journal.start();
        var start = journal.tail().end();
        append(journal, 1_200);
        await().until(() -> journal.tail().end().position() == start.position() + 1_200);
        var reader = new Reader(1);
        journal.stream().behind(start, entry -> true).subscribe(reader);
        await().until(() -> reader.upTo != null);

        DATABASE.jdbc().update("update journal_end set epoch = epoch + 1");
        reader.request(Long.MAX_VALUE);

        await().until(reader::isDisposed);
        assertThat(reader.upTo.position()).isLessThan(start.position() + 1_200);
    }

    @Test
    void tellsWhichCursorsCanBeContinued() {
        journal.start();
        append(journal, 1);
        await().until(() -> journal.tail().end().position() > 0);
        var end = journal.tail().end();

        StepVerifier.create(journal.stream().checked(end)).expectNext(end).verifyComplete();
        StepVerifier.create(journal.stream().checked(new Cursor(end.epoch(), 0)))
                .expectNextCount(1)
                .verifyComplete();
        StepVerifier.create(journal.stream().checked(new Cursor(end.epoch(), end.position() + 1)))
                .verifyError();
        StepVerifier.create(journal.stream().checked(new Cursor(end.epoch() + 1, 0)))
                .verifyError();
    }

    private void append(TestJournal replica, int count) {
        for (int i = 0; i < count; i += 8) {
            append(replica, events(Math.min(8, count - i), "web-01"));
        }
    }

    private static void append(TestJournal replica, List<InboundMessage> events) {
        DATABASE.transaction().executeWithoutResult(status -> replica.journal().append(events));
    }

    private List<InboundMessage> events(int count, String name) {
        return new ArrayList<>(IntStream.range(0, count)
                .mapToObj(n -> happenings.observed(Happenings.server(UUID.randomUUID(), name, ServerPhase.READY)))
                .toList());
    }

    private static Reader read(TestJournal replica, Cursor seen) {
        var reader = new Reader(Long.MAX_VALUE);
        replica.stream().behind(seen, entry -> true).subscribe(reader);
        return reader;
    }

    private static final class Reader extends BaseSubscriber<Batch> {

        private final long demand;
        private final List<Long> positions = new CopyOnWriteArrayList<>();
        private volatile Cursor upTo;

        Reader(long demand) {
            this.demand = demand;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            if (demand > 0) {
                request(demand);
            }
        }

        @Override
        protected void hookOnNext(Batch batch) {
            batch.entries().forEach(entry -> positions.add(entry.position()));
            upTo = batch.upTo();
        }
    }
}
