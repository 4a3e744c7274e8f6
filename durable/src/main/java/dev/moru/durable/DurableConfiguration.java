package dev.moru.durable;

import dev.moru.durable.consume.DeadLetterEndpoint;
import dev.moru.durable.consume.HandledHistories;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.durable.database.DatabaseConfiguration;
import dev.moru.durable.epoch.EpochConfiguration;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.outbox.OutboxConfiguration;
import dev.moru.durable.start.StartConfiguration;
import dev.moru.durable.timer.TimerHandler;
import dev.moru.durable.timer.TimerRunner;
import dev.moru.durable.timer.Timers;
import dev.moru.durable.work.WorkConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.backoff.ExponentialBackOff;

/** The kit as beans. A service imports it and adds {@link MessageTypes} and its handlers. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DurableProperties.class)
@Import({
    DatabaseConfiguration.class,
    EpochConfiguration.class,
    OutboxConfiguration.class,
    StartConfiguration.class,
    WorkConfiguration.class,
    TopicsConfiguration.class
})
public class DurableConfiguration {

    @Bean
    static Replica replica(@Value("${moru.service}") String service) {
        return new Replica(service + "-" + UUID.randomUUID());
    }

    @Bean
    static MessageCodec messageCodec(MessageTypes types) {
        return new MessageCodec(types);
    }

    @Bean
    static Traces traces(ObjectProvider<Tracer> tracer, ObjectProvider<Propagator> propagator) {
        return new Traces(tracer.getIfAvailable(() -> Tracer.NOOP), propagator.getIfAvailable(() -> Propagator.NOOP));
    }

    @Bean
    static SequencedConsumers sequencedConsumers(
            TransactionTemplate transaction,
            JdbcTemplate jdbc,
            MessageCodec codec,
            Outbox outbox,
            MeterRegistry registry,
            Traces traces) {
        return new SequencedConsumers(transaction, jdbc, codec, outbox, registry, traces);
    }

    @Bean
    static HandledHistories handledHistories(JdbcTemplate jdbc, MessageCodec codec, KafkaProperties kafka) {
        return new HandledHistories(jdbc, codec, kafka.buildConsumerProperties());
    }

    @Bean
    static DeadLetterEndpoint deadLetterEndpoint(SequencedConsumers consumers, MessageCodec codec) {
        return new DeadLetterEndpoint(consumers, codec);
    }

    /**
     * Delivers a poll again until it is taken, with growing pauses. The default of the container gives up after ten tries
     * and commits past the poll; what can't be handled is put aside by the consumer itself.
     */
    @Bean
    static CommonErrorHandler durableErrorHandler() {
        var backOff = new ExponentialBackOff(200, 2.0);
        backOff.setMaxInterval(3_000);
        var handler = new DefaultErrorHandler(backOff);
        handler.setClassifications(Map.of(), true);
        return handler;
    }

    @Bean
    static Timers timers(JdbcTemplate jdbc) {
        return new Timers(jdbc);
    }

    @Bean
    static TimerRunner timerRunner(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            ObjectProvider<TimerHandler> handler,
            DurableProperties properties) {
        return new TimerRunner(
                jdbc, transaction, (key, payload) -> handler.getObject().fire(key, payload), properties.timerPoll());
    }
}
