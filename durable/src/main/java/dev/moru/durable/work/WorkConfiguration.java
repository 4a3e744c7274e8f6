package dev.moru.durable.work;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.Replica;
import dev.moru.durable.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The work queue and its runner as beans. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkProperties.class)
public class WorkConfiguration {

    @Bean
    static WorkRunner workRunner(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            MessageCodec codec,
            Replica replica,
            WorkProperties properties,
            MeterRegistry registry,
            ObjectProvider<WorkHandler> handlers,
            Traces traces) {
        return new WorkRunner(
                new Claims(jdbc, replica.name(), properties.lease()),
                transaction,
                codec,
                properties,
                registry,
                handlers.orderedStream().toList(),
                traces);
    }

    /** Handlers enqueue follow-up work, so the queue must not depend on the runner that depends on them. */
    @Bean
    static WorkQueue workQueue(
            JdbcTemplate jdbc, MessageCodec codec, ObjectProvider<WorkRunner> runner, Traces traces) {
        return new WorkQueue(
                jdbc,
                codec,
                new WorkQueue.Wake() {
                    @Override
                    public void workIsDue() {
                        runner.getObject().workIsDue();
                    }

                    @Override
                    public void cancelled(UUID aggregate) {
                        runner.getObject().cancelled(aggregate);
                    }
                },
                traces);
    }
}
