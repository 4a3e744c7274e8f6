package dev.moru.durable.kit;

import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.embedded.testing.SharedStores;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a message and an item of work cost, beside the commit of a single row on the same machine at the same time:
 * {@code mvn -pl durable verify -Dit.test=KitCostIT -Dmoru.kit.cost=true}. Processor time is that of all processes.
 */
@EnabledIfSystemProperty(named = "moru.kit.cost", matches = "true")
class KitCostIT {

    private static final int ROUNDS = 3;
    private static final int ROWS = 2_000;
    private static final int MESSAGES = 20_000;
    private static final int ITEMS = 4_000;

    private TransactionTemplate transaction;
    private JdbcTemplate jdbc;

    @Configuration(proxyBeanMethods = false)
    static class NothingToDo {

        @Bean
        static WorkHandler nothing() {
            return new WorkHandler() {
                @Override
                public String kind() {
                    return "nothing";
                }

                @Override
                public WorkOutcome perform(WorkItem item, Lease lease) {
                    return WorkOutcome.done(() -> {});
                }
            };
        }
    }

    @Test
    void printsWhatItCosts() {
        var database = SharedStores.postgres().freshDatabase();
        System.setProperty("spring.config.name", "kit");
        try (var context = new SpringApplicationBuilder(KitService.class, NothingToDo.class)
                .properties(
                        "kit.replica=cost",
                        "moru.durable.work.lease=15s",
                        "moru.durable.work.call-timeout=10s",
                        "moru.durable.leader-lease=10s",
                        "spring.kafka.bootstrap-servers=" + SharedStores.kafka().bootstrapServers(),
                        "moru.database.url=" + database.jdbcUrl(),
                        "moru.database.username=" + database.user(),
                        "moru.database.password=" + database.password())
                .run()) {
            jdbc = context.getBean(JdbcTemplate.class);
            transaction = context.getBean(TransactionTemplate.class);
            jdbc.execute("create table single (n bigint generated always as identity primary key, text text)");
            for (int round = 1; round <= ROUNDS; round++) {
                print("commit of a single row", ROWS, this::commitSingleRows);
                print("append and relay a message", MESSAGES, () -> relay(context.getBean(Outbox.class)));
                print("enqueue, claim and close an item", ITEMS, () -> work(context.getBean(WorkQueue.class)));
            }
        } finally {
            System.clearProperty("spring.config.name");
        }
    }

    private void commitSingleRows() {
        for (int i = 0; i < ROWS; i++) {
            jdbc.update("insert into single (text) values ('a row like any other')");
        }
    }

    /** Ten messages a transaction, as a handled batch or a step of a process has them. */
    private void relay(Outbox outbox) {
        var subjects =
                Stream.generate(UUID::randomUUID).map(UUID::toString).limit(200).toList();
        for (int i = 0; i < MESSAGES / 10; i++) {
            int from = i * 10;
            transaction.executeWithoutResult(status -> outbox.append(IntStream.range(from, from + 10)
                    .mapToObj(n -> new OutboundMessage(
                            KitMessages.EVENTS,
                            subjects.get(n % subjects.size()),
                            new KitMessages.Performed(UUID.randomUUID(), n),
                            MessageContext.NONE))
                    .toList()));
        }
        awaitEmpty("outbox");
    }

    private void work(WorkQueue queue) {
        for (int i = 0; i < ITEMS / 10; i++) {
            transaction.executeWithoutResult(status -> queue.enqueue(Stream.generate(UuidCreator::getTimeOrderedEpoch)
                    .limit(10)
                    .map(id -> new WorkRequest(id, "nothing", UUID.randomUUID(), List.of(), "payload", Duration.ZERO))
                    .toList()));
        }
        awaitEmpty("work");
    }

    private void awaitEmpty(String table) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> jdbc.queryForObject("select not exists (select 1 from " + table + ")", Boolean.class));
    }

    private static void print(String what, int times, Runnable action) {
        var processor = processorTime();
        var begin = System.nanoTime();
        action.run();
        var wall = System.nanoTime() - begin;
        System.out.printf(
                "%-34s %7.1f us wall, %7.1f us processor%n",
                what, wall / 1e3 / times, processorTime().minus(processor).toNanos() / 1e3 / times);
    }

    /** Of this process, with Kafka in it, and its children, PostgreSQL among them. */
    private static Duration processorTime() {
        var self = ProcessHandle.current();
        return Stream.concat(Stream.of(self), self.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}
