package dev.moru.durable.kit;

import dev.moru.durable.DurableConfiguration;
import dev.moru.durable.MessageContext;
import dev.moru.durable.MessageTypes;
import dev.moru.durable.TopicsConfiguration.TopicProperties;
import dev.moru.durable.consume.DeadLetter;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.durable.consume.MessageHandler;
import dev.moru.durable.consume.SequencedConsumer;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.durable.kit.KitMessages.Ended;
import dev.moru.durable.kit.KitMessages.Perform;
import dev.moru.durable.kit.KitMessages.Performed;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.timer.TimerHandler;
import dev.moru.durable.timer.Timers;
import dev.moru.durable.work.Lane;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.cloud.function.cloudevent.CloudEventsFunctionExtensionConfiguration;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.cloud.stream.config.BindingServiceConfiguration;
import org.springframework.cloud.stream.function.FunctionConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/**
 * The smallest service that uses all of the kit: a command becomes a row and an item of work, the work an effect, an event
 * and a timer, the timer the last event of the task.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(DurableConfiguration.class)
@ImportAutoConfiguration({
    BindingServiceConfiguration.class,
    CloudEventsFunctionExtensionConfiguration.class,
    ConfigurationPropertiesAutoConfiguration.class,
    ContextFunctionCatalogAutoConfiguration.class,
    FunctionConfiguration.class,
    IntegrationAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    PropertyPlaceholderAutoConfiguration.class,
    SslAutoConfiguration.class,
    TaskSchedulingAutoConfiguration.class
})
class KitService {

    public static void main(String[] arguments) {
        System.setProperty("spring.config.name", "kit");
        SpringApplication.run(KitService.class, arguments);
    }

    @Bean
    static MeterRegistry meterRegistry() {
        return new SimpleMeterRegistry();
    }

    @Bean
    static MessageTypes messageTypes() {
        return KitMessages.types();
    }

    @Bean
    static NewTopics kitTopics(TopicProperties topics) {
        var all = topics.events(KitMessages.EVENTS).toArray(org.apache.kafka.clients.admin.NewTopic[]::new);
        return new NewTopics(all);
    }

    @Bean
    static NewTopics kitCommandTopics(TopicProperties topics) {
        return new NewTopics(
                topics.commands(KitMessages.COMMANDS).toArray(org.apache.kafka.clients.admin.NewTopic[]::new));
    }

    @Bean
    static SequencedConsumer kitCommands(SequencedConsumers consumers, Commands commands) {
        return consumers.forCommands(KitMessages.COMMANDS, commands);
    }

    @Bean
    static Commands commands(JdbcTemplate jdbc, WorkQueue queue) {
        return new Commands(jdbc, queue);
    }

    @Bean
    static Effects effects(JdbcTemplate jdbc, Outbox outbox, Timers timers) {
        return new Effects(jdbc, outbox, timers);
    }

    @Bean
    static TimerHandler endings(JdbcTemplate jdbc, Outbox outbox) {
        return (key, payload) -> {
            var task = UUID.fromString(key);
            jdbc.update("update task set ended = true where id = ?", task);
            jdbc.query(
                    "select subject, n from task where id = ?",
                    row -> {
                        outbox.append(event(row.getString(1), new Ended(task, row.getInt(2))));
                    },
                    task);
        };
    }

    private static OutboundMessage event(String subject, Object body) {
        return new OutboundMessage(KitMessages.EVENTS, subject, body, MessageContext.NONE);
    }

    /** Stores what is asked for and orders the work. */
    record Commands(JdbcTemplate jdbc, WorkQueue queue) implements MessageHandler {

        private static final List<Lane> LANES = List.of(new Lane("narrow", 6), new Lane("wide", 50));

        @Override
        public void handle(List<InboundMessage> messages) {
            queue.enqueue(messages.stream().map(this::accept).toList());
        }

        private WorkRequest accept(InboundMessage message) {
            var subject = UUID.fromString(message.envelope().subject());
            var command = (Perform) message.knownBody().orElseThrow();
            jdbc.update("insert into task (id, subject, n) values (?, ?, ?)", command.task(), subject, command.n());
            return new WorkRequest(command.task(), "effect", subject, LANES, command, Duration.ZERO);
        }

        @Override
        public void onDeadLetter(DeadLetter letter) {
            throw new IllegalStateException("nothing here is undecodable: " + letter.reason());
        }
    }

    /** Applies the effect under the fence. */
    record Effects(JdbcTemplate jdbc, Outbox outbox, Timers timers) implements WorkHandler {

        @Override
        public String kind() {
            return "effect";
        }

        @Override
        public WorkOutcome perform(WorkItem item, Lease lease) throws Exception {
            lease.checkpoint(item.attempt(), () -> {});
            lease.callBudget();
            return WorkOutcome.done(() -> apply(item));
        }

        private void apply(WorkItem item) {
            int n = jdbc.queryForObject("select n from task where id = ? for update", Integer.class, item.id());
            jdbc.update("insert into effect (task, subject, n) values (?, ?, ?)", item.id(), item.aggregate(), n);
            outbox.append(event(item.aggregate().toString(), new Performed(item.id(), n)));
            timers.schedule(item.id().toString(), Instant.now(), "");
        }
    }
}
