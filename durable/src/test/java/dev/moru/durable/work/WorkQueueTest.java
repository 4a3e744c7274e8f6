package dev.moru.durable.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.FailPoint;
import dev.moru.durable.KitDatabase;
import dev.moru.durable.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;

class WorkQueueTest {

    private static final KitDatabase DATABASE = new KitDatabase();
    private static final WorkProperties SHORT_LEASES =
            new WorkProperties(8, Duration.ofMillis(1500), Duration.ofMillis(300), Duration.ofMillis(50), false);

    private final List<WorkRunner> runners = new ArrayList<>();
    private final List<String> performed = new CopyOnWriteArrayList<>();
    private final WorkQueue queue = new WorkQueue(DATABASE.jdbc, DATABASE.codec, new WorkQueue.Wake() {
        @Override
        public void workIsDue() {
            runners.forEach(WorkRunner::workIsDue);
        }

        @Override
        public void cancelled(UUID aggregate) {
            runners.forEach(runner -> runner.cancelled(aggregate));
        }
    });

    private record Payload(String text) {}

    private interface Effect {
        WorkOutcome on(WorkItem item, Lease lease) throws Exception;
    }

    @BeforeEach
    void empty() {
        DATABASE.jdbc.execute("truncate work, lane");
    }

    @AfterEach
    void stop() {
        FailPoint.disarmAll();
        runners.forEach(WorkRunner::stop);
    }

    private WorkRunner startRunner(String name, Effect effect) {
        return startRunner(name, effect, DATABASE.transaction);
    }

    private WorkRunner startRunner(String name, Effect effect, TransactionTemplate transaction) {
        var handler = new WorkHandler() {
            @Override
            public String kind() {
                return "effect";
            }

            @Override
            public WorkOutcome perform(WorkItem item, Lease lease) throws Exception {
                return effect.on(item, lease);
            }
        };
        var runner = new WorkRunner(
                new Claims(DATABASE.jdbc, name, SHORT_LEASES.lease()),
                transaction,
                DATABASE.codec,
                SHORT_LEASES,
                new SimpleMeterRegistry(),
                List.of(handler),
                Traces.NONE);
        runners.add(runner);
        runner.start();
        return runner;
    }

    private void enqueue(UUID aggregate, Lane... lanes) {
        DATABASE.inTransaction(() -> queue.enqueue(List.of(new WorkRequest(
                UuidCreator.getTimeOrderedEpoch(),
                "effect",
                aggregate,
                List.of(lanes),
                new Payload("x"),
                Duration.ZERO))));
    }

    private void awaitAllDone() {
        await().atMost(Duration.ofSeconds(20)).until(() -> DATABASE.count("work") == 0);
    }

    @Test
    void performsOneItemOfAnAggregateAtATime() {
        var aggregate = UUID.randomUUID();
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        IntStream.range(0, 20).forEach(i -> enqueue(aggregate));
        for (var name : List.of("one", "two")) {
            startRunner(name, (item, lease) -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                TimeUnit.MILLISECONDS.sleep(5);
                inside.decrementAndGet();
                performed.add(item.id().toString());
                return WorkOutcome.done(() -> {});
            });
        }
        awaitAllDone();

        assertThat(most).hasValue(1);
        assertThat(performed).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void neverPutsMoreIntoALaneThanItHolds() {
        var inside = new ConcurrentHashMap<String, AtomicInteger>();
        var most = new ConcurrentHashMap<String, Integer>();
        var narrow = new Lane("narrow", 2);
        IntStream.range(0, 30).forEach(i -> enqueue(UUID.randomUUID(), narrow, new Lane("wide", 100)));
        for (var name : List.of("one", "two")) {
            startRunner(name, (item, lease) -> {
                var now = inside.computeIfAbsent("narrow", k -> new AtomicInteger())
                        .incrementAndGet();
                most.merge("narrow", now, Math::max);
                TimeUnit.MILLISECONDS.sleep(10);
                inside.get("narrow").decrementAndGet();
                return WorkOutcome.done(() -> {});
            });
        }
        awaitAllDone();

        assertThat(most).isEqualTo(Map.of("narrow", 2));
    }

    @Test
    void saysWhichLaneHoldsAnItemUp() {
        var release = new CountDownLatch(1);
        startRunner("one", (item, lease) -> {
            release.await();
            return WorkOutcome.done(() -> {});
        });
        var lane = new Lane("template:9000", 1);
        enqueue(UUID.randomUUID(), lane);
        await().until(() -> DATABASE.jdbc.queryForObject("select count(holder) from work", Long.class) == 1);
        enqueue(UUID.randomUUID(), lane);
        enqueue(UUID.randomUUID(), lane);

        assertThat(queue.waiting(Duration.ZERO))
                .extracting(WaitingItem::lane, WaitingItem::position)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("template:9000", 1),
                        org.assertj.core.groups.Tuple.tuple("template:9000", 2));
        release.countDown();
        awaitAllDone();
    }

    @Test
    void refusesTheLateWritesOfAHolderThatLostItsLease() {
        var frozen = new CountDownLatch(1);
        startRunner("one", (item, lease) -> {
            if (item.takenOver()) {
                performed.add("after " + item.checkpoint());
                frozen.countDown();
                return WorkOutcome.done(() -> {});
            }
            lease.checkpoint(new Payload("begun"), () -> {});
            // As another replica does when the lease of a frozen process is over.
            DATABASE.jdbc.update("update work set holder = null, lease_until = null, taken_over = true");
            frozen.await();
            assertThatThrownBy(() -> lease.write(() -> performed.add("late write")))
                    .isInstanceOf(LeaseLost.class);
            performed.add("refused");
            return WorkOutcome.done(() -> performed.add("late outcome"));
        });
        enqueue(UUID.randomUUID());
        await().until(() -> performed.contains("refused"));
        awaitAllDone();

        assertThat(performed).startsWith("after {\"text\":\"begun\"}").contains("refused");
        assertThat(DATABASE.count("work")).isZero();
    }

    @Test
    void takesItemsFromHoldersThatHaveBeenSilentForTooLong() {
        enqueue(UUID.randomUUID());
        DATABASE.jdbc.update("update work set holder = 'dead', lease_until = now() - interval '1 second'");
        startRunner("one", (item, lease) -> {
            performed.add("taken over: " + item.takenOver());
            return WorkOutcome.done(() -> {});
        });
        awaitAllDone();

        assertThat(performed).containsExactly("taken over: true");
    }

    @Test
    void rollsBackWhatALateHolderWanted() {
        var claims = new Claims(DATABASE.jdbc, "one", SHORT_LEASES.lease());
        enqueue(UUID.randomUUID());
        var claim = DATABASE.transaction
                .execute(status -> claims.claim(Set.of("effect"), 1))
                .claimed()
                .get(0);
        var lease = new HeldLease(claim, claims, DATABASE.transaction, DATABASE.codec, SHORT_LEASES);
        DATABASE.jdbc.execute("create table if not exists wanted (n int)");
        DATABASE.jdbc.update("update work set holder = 'two', fence = nextval('work_fence')");

        assertThatThrownBy(() ->
                        lease.close(WorkOutcome.done(() -> DATABASE.jdbc.update("insert into wanted values (1)"))))
                .isInstanceOf(LeaseLost.class);
        assertThat(DATABASE.count("wanted")).isZero();
        assertThat(DATABASE.count("work")).isEqualTo(1);
    }

    @Test
    void performsAnItemAgainWhenItFailsOrAsksForIt() {
        startRunner("one", (item, lease) -> {
            performed.add("attempt " + item.attempt());
            if (item.attempt() == 1) {
                return WorkOutcome.again(Duration.ofMillis(20), () -> performed.add("stored"));
            }
            if (item.attempt() == 2) {
                throw new IllegalStateException("unexpected");
            }
            return WorkOutcome.done(() -> {});
        });
        enqueue(UUID.randomUUID());
        awaitAllDone();

        assertThat(performed).containsExactly("attempt 1", "stored", "attempt 2", "attempt 3");
    }

    @Test
    void tellsTheHolderThatItsEffectIsNotWantedAnyMore() {
        var aggregate = UUID.randomUUID();
        startRunner("one", (item, lease) -> {
            await().until(lease::cancelRequested);
            return WorkOutcome.done(() -> performed.add("stopped"));
        });
        enqueue(aggregate);
        await().until(() -> DATABASE.jdbc.queryForObject("select count(holder) from work", Long.class) == 1);
        DATABASE.inTransaction(() -> queue.requestCancel(aggregate));
        awaitAllDone();

        assertThat(performed).containsExactly("stopped");
    }

    private int withdraw(UUID aggregate) {
        return DATABASE.transaction.execute(status -> queue.withdraw("effect", aggregate));
    }

    @Test
    void withdrawsWhatHasNotBegun() {
        var aggregate = UUID.randomUUID();
        enqueue(aggregate);
        enqueue(UUID.randomUUID());

        assertThat(DATABASE.transaction.<Integer>execute(status -> queue.withdraw("other", aggregate)))
                .isZero();
        assertThat(withdraw(aggregate)).isEqualTo(1);
        assertThat(withdraw(aggregate)).isZero();
        assertThat(DATABASE.count("work")).isEqualTo(1);
    }

    @Test
    void withdrawsAnItemThatWasGivenBackBeforeAnythingBegan() {
        var aggregate = UUID.randomUUID();
        startRunner("one", (item, lease) -> WorkOutcome.again(Duration.ofHours(1), () -> performed.add("away")));
        enqueue(aggregate);
        await().until(() -> DATABASE.jdbc.queryForObject(
                        "select count(*) from work where holder is null and attempt = 1", Long.class)
                == 1);

        assertThat(withdraw(aggregate)).isEqualTo(1);
    }

    @Test
    void withdrawsNothingThatMayHaveBegun() {
        var aggregate = UUID.randomUUID();
        startRunner("one", (item, lease) -> {
            lease.checkpoint(new Payload("about to write"), () -> {});
            return WorkOutcome.again(Duration.ofHours(1), () -> {});
        });
        enqueue(aggregate);
        await().until(() -> DATABASE.jdbc.queryForObject(
                        "select count(*) from work where holder is null and attempt = 1", Long.class)
                == 1);

        assertThat(withdraw(aggregate)).isZero();
    }

    @Test
    void withdrawsNothingThatSomebodyHolds() {
        var aggregate = UUID.randomUUID();
        var release = new CountDownLatch(1);
        startRunner("one", (item, lease) -> {
            release.await();
            return WorkOutcome.done(() -> performed.add("done"));
        });
        enqueue(aggregate);
        await().until(() -> DATABASE.jdbc.queryForObject("select count(holder) from work", Long.class) == 1);

        assertThat(withdraw(aggregate)).isZero();
        release.countDown();
        awaitAllDone();
        assertThat(performed).containsExactly("done");
    }

    /** Each on a connection of its own, begun together: whoever comes second waits for the first or passes the item by. */
    @RepeatedTest(50)
    void givesAnItemToOneOfWithdrawalAndClaim() throws Exception {
        var aggregate = UUID.randomUUID();
        enqueue(aggregate, new Lane("narrow", 1));
        var claims = new Claims(DATABASE.jdbc, "one", SHORT_LEASES.lease());
        var together = new CyclicBarrier(2);
        var claiming = CompletableFuture.supplyAsync(() -> DATABASE.transaction.execute(status -> {
            meet(together);
            return claims.claim(Set.of("effect"), 1).claimed().size();
        }));
        var withdrawing = CompletableFuture.supplyAsync(() -> DATABASE.transaction.execute(status -> {
            meet(together);
            return queue.withdraw("effect", aggregate);
        }));

        assertThat(claiming.get(10, TimeUnit.SECONDS) + withdrawing.get(10, TimeUnit.SECONDS))
                .isEqualTo(1);
    }

    @Test
    void withdrawsNothingWhileItIsBeingClaimed() throws Exception {
        var aggregate = UUID.randomUUID();
        enqueue(aggregate);
        var claims = new Claims(DATABASE.jdbc, "one", SHORT_LEASES.lease());
        var withdrawing = DATABASE.transaction.execute(status -> {
            claims.claim(Set.of("effect"), 1);
            var other = CompletableFuture.supplyAsync(() -> withdraw(aggregate));
            await().until(() -> DATABASE.jdbc.queryForObject(
                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'", Long.class)
                    > 0);
            return other;
        });

        assertThat(withdrawing.get(10, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void claimsNothingWhileItIsBeingWithdrawn() {
        var aggregate = UUID.randomUUID();
        enqueue(aggregate);
        var claims = new Claims(DATABASE.jdbc, "one", SHORT_LEASES.lease());

        DATABASE.inTransaction(() -> {
            queue.withdraw("effect", aggregate);
            var round = CompletableFuture.supplyAsync(
                            () -> DATABASE.transaction.execute(status -> claims.claim(Set.of("effect"), 1)))
                    .join();
            assertThat(round.claimed()).isEmpty();
        });
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void performsTheEffectAgainWhenItDiedBeforeTheOutcomeWasStored() {
        FailPoint.arm("work.before-close");
        startRunner("one", (item, lease) -> {
            performed.add("effect, taken over: " + item.takenOver());
            return WorkOutcome.done(() -> performed.add("outcome"));
        });
        enqueue(UUID.randomUUID());
        awaitAllDone();

        assertThat(performed).containsExactly("effect, taken over: false", "effect, taken over: true", "outcome");
    }

    @Test
    void givesItsItemsBackAtOnceWhenItStops() {
        var begun = new CountDownLatch(1);
        var stopping = startRunner("one", (item, lease) -> {
            begun.countDown();
            new CountDownLatch(1).await();
            return WorkOutcome.done(() -> {});
        });
        enqueue(UUID.randomUUID());
        await().until(() -> begun.getCount() == 0);
        stopping.stop();

        assertThat(DATABASE.jdbc.queryForObject(
                        "select holder is null and taken_over and due_at <= now() from work", Boolean.class))
                .isTrue();
    }

    @Test
    void givesBackWhatItHasClaimedWhileItStops() {
        var claimed = new CountDownLatch(1);
        var tester = Thread.currentThread();
        var stopping = startRunner("one", (item, lease) -> WorkOutcome.done(() -> {}), afterEach(() -> {
            if (DATABASE.jdbc
                    .queryForList("select 1 from work where holder = 'one'")
                    .isEmpty()) {
                return;
            }
            claimed.countDown();
            awaitInterrupt();
            await().until(() -> tester.getState() == Thread.State.TIMED_WAITING);
        }));
        enqueue(UUID.randomUUID());
        await().until(() -> claimed.getCount() == 0);
        stopping.stop();

        assertThat(DATABASE.jdbc.queryForObject("select holder is null and not taken_over from work", Boolean.class))
                .isTrue();
    }

    private static void awaitInterrupt() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            // The runner has begun to stop.
        }
    }

    @Test
    void claimsAgainAfterAnError() {
        var errors = new AtomicInteger();
        startRunner("one", (item, lease) -> WorkOutcome.done(() -> performed.add("done")), afterEach(() -> {
            if (errors.incrementAndGet() == 1) {
                throw new NoClassDefFoundError("gone");
            }
        }));
        enqueue(UUID.randomUUID());
        awaitAllDone();

        assertThat(performed).containsExactly("done");
    }

    /** Transactions behind whose commits something happens. */
    private static TransactionTemplate afterEach(Runnable action) {
        return new TransactionTemplate(DATABASE.transaction.getTransactionManager()) {
            @Override
            public <T> T execute(TransactionCallback<T> work) {
                var result = super.execute(work);
                action.run();
                return result;
            }
        };
    }

    @Test
    void interruptsAWorkerThatLostItsLease() {
        var frozen = new CountDownLatch(1);
        startRunner("one", (item, lease) -> {
            if (item.takenOver()) {
                performed.add("by the successor");
                return WorkOutcome.done(() -> {});
            }
            DATABASE.jdbc.update("update work set holder = null, lease_until = null, taken_over = true");
            try {
                frozen.await();
            } catch (InterruptedException e) {
                performed.add("interrupted");
                throw e;
            }
            return WorkOutcome.done(() -> {});
        });
        enqueue(UUID.randomUUID());
        await().until(() -> performed.size() == 2);

        assertThat(performed).containsExactlyInAnyOrder("by the successor", "interrupted");
    }

    @Test
    void performsAnItemAgainAfterAnErrorOfItsHandler() {
        startRunner("one", (item, lease) -> {
            performed.add("attempt " + item.attempt());
            if (item.attempt() == 1) {
                throw new NoClassDefFoundError("gone");
            }
            return WorkOutcome.done(() -> {});
        });
        enqueue(UUID.randomUUID());
        awaitAllDone();

        assertThat(performed).containsExactly("attempt 1", "attempt 2");
    }

    @Test
    void looksAgainWhenTheNextItemIsDue() {
        startRunner("one", (item, lease) -> {
            performed.add("attempt " + item.attempt());
            return item.attempt() < 10 ? WorkOutcome.again(Duration.ofMillis(1), () -> {}) : WorkOutcome.done(() -> {});
        });
        enqueue(UUID.randomUUID());
        await().atMost(Duration.ofMillis(1_000)).until(() -> performed.size() == 10);
    }

    @Test
    void givesACallNoMoreTimeThanIsLeftOfTheLease() {
        var claims = new Claims(DATABASE.jdbc, "one", SHORT_LEASES.lease());
        enqueue(UUID.randomUUID());
        var claim = DATABASE.transaction
                .execute(status -> claims.claim(Set.of("effect"), 1))
                .claimed()
                .get(0);
        var lease = new HeldLease(claim, claims, DATABASE.transaction, DATABASE.codec, SHORT_LEASES);

        assertThat(lease.callBudget()).isLessThanOrEqualTo(SHORT_LEASES.callTimeout());
        lease.renewedAt(System.nanoTime() - Duration.ofMillis(600).toNanos());
        assertThatThrownBy(lease::callBudget).isInstanceOf(LeaseLost.class);
    }
}
