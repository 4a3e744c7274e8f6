package dev.moru.durable.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.KitDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GroupCloseTest {

    private static final KitDatabase DATABASE = new KitDatabase();
    private static final WorkProperties PROPERTIES =
            new WorkProperties(8, Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofMillis(50), false);

    private final Claims claims = new Claims(DATABASE.jdbc, "one", PROPERTIES.lease());
    private final GroupClose groupClose = new GroupClose(claims, DATABASE.transaction);
    private final WorkQueue queue = new WorkQueue(DATABASE.jdbc, DATABASE.codec, new WorkQueue.Wake() {
        @Override
        public void workIsDue() {}

        @Override
        public void cancelled(UUID aggregate) {}
    });
    private final CountDownLatch mayGoOn = new CountDownLatch(1);
    private final List<List<String>> stored = new CopyOnWriteArrayList<>();
    private final Consumer<List<String>> handler = this::store;

    /** The first report stays in its transaction, so that the others gather. */
    private void store(List<String> reports) {
        reports.forEach(report -> DATABASE.jdbc.update("insert into report values (?)", report));
        stored.add(List.copyOf(reports));
        if (reports.contains("first")) {
            awaitUninterruptibly(mayGoOn);
        }
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc.execute("truncate work");
        DATABASE.jdbc.execute("drop table if exists report");
        DATABASE.jdbc.execute("create table report (text text check (text <> 'unfit'))");
    }

    @Test
    void closesTogetherWhatEndsWhileAnotherIsBeingClosed() throws Exception {
        var leases = claim(4);
        var closings = closeAll(leases, List.of("first", "second", "third", "fourth"));

        for (var closing : closings) {
            closing.get();
        }

        assertThat(stored).hasSize(2);
        assertThat(stored.get(1)).containsExactlyInAnyOrder("second", "third", "fourth");
        assertThat(DATABASE.count("report")).isEqualTo(4);
        assertThat(DATABASE.count("work")).isZero();
    }

    @Test
    void closesTheOthersOfAGroupInWhichOneHasLostItsLease() throws Exception {
        var leases = claim(4);
        DATABASE.jdbc.update(
                "update work set holder = 'two', fence = nextval('work_fence') where id = ?",
                leases.get(2).claim().item().id());
        var closings = closeAll(leases, List.of("first", "second", "too late", "fourth"));

        closings.get(0).get();
        closings.get(1).get();
        assertThatThrownBy(() -> closings.get(2).get()).hasCauseInstanceOf(LeaseLost.class);
        closings.get(3).get();

        assertThat(reports()).containsExactlyInAnyOrder("first", "second", "fourth");
        assertThat(DATABASE.count("work")).isEqualTo(1);
    }

    @Test
    void closesTheOthersOfAGroupInWhichOneCannotBeStored() throws Exception {
        var leases = claim(4);
        var closings = closeAll(leases, List.of("first", "unfit", "third", "fourth"));

        assertThatThrownBy(() -> closings.get(1).get()).hasStackTraceContaining("report_text_check");
        closings.get(2).get();
        closings.get(3).get();

        assertThat(reports()).containsExactlyInAnyOrder("first", "third", "fourth");
        assertThat(DATABASE.count("work")).isEqualTo(1);
    }

    private List<HeldLease> claim(int count) {
        var requests = new ArrayList<WorkRequest>();
        for (int i = 0; i < count; i++) {
            requests.add(new WorkRequest(
                    UuidCreator.getTimeOrderedEpoch(),
                    "effect",
                    UUID.randomUUID(),
                    List.of(),
                    Map.of(),
                    Duration.ZERO));
        }
        DATABASE.inTransaction(() -> queue.enqueue(requests));
        var byId = new HashMap<UUID, HeldLease>();
        DATABASE.transaction
                .execute(status -> claims.claim(Set.of("effect"), count))
                .claimed()
                .forEach(claim -> byId.put(
                        claim.item().id(),
                        new HeldLease(claim, claims, DATABASE.transaction, DATABASE.codec, PROPERTIES)));
        return requests.stream().map(request -> byId.get(request.id())).toList();
    }

    /** The first one is under way before the others come, and goes on when all of them wait. */
    private List<FutureTask<Void>> closeAll(List<HeldLease> leases, List<String> reports) {
        var closings = new ArrayList<FutureTask<Void>>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < leases.size(); i++) {
            var lease = leases.get(i);
            var outcome = new WorkOutcome.Reported<>(handler, reports.get(i));
            var closing = new FutureTask<Void>(() -> groupClose.close(lease, outcome), null);
            var thread = new Thread(closing);
            closings.add(closing);
            threads.add(thread);
            thread.start();
            await().until(() -> thread.getState() == Thread.State.WAITING);
        }
        mayGoOn.countDown();
        return closings;
    }

    private static List<String> reports() {
        return DATABASE.jdbc.queryForList("select text from report", String.class);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
