package dev.moru.gateway.fold;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.TopicsConfiguration;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.gateway.journal.Journal;
import dev.moru.gateway.journal.StoredEntries;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.integration.autoconfigure.IntegrationAutoConfiguration;
import org.springframework.cloud.function.cloudevent.CloudEventsFunctionExtensionConfiguration;
import org.springframework.cloud.function.context.config.ContextFunctionCatalogAutoConfiguration;
import org.springframework.cloud.stream.binder.kafka.config.ExtendedBindingHandlerMappingsProviderConfiguration;
import org.springframework.cloud.stream.binder.kafka.support.ConsumerConfigCustomizer;
import org.springframework.cloud.stream.config.BindingServiceConfiguration;
import org.springframework.cloud.stream.function.FunctionConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionTemplate;

/** One consumer a topic; each bean is the function of the binding that has its name. */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    BindingServiceConfiguration.class,
    CloudEventsFunctionExtensionConfiguration.class,
    ContextFunctionCatalogAutoConfiguration.class,
    ExtendedBindingHandlerMappingsProviderConfiguration.class,
    FunctionConfiguration.class,
    IntegrationAutoConfiguration.class,
    TaskSchedulingAutoConfiguration.class
})
class FoldConfiguration {

    @Bean
    static EventFold eventFold(JdbcTemplate jdbc, MessageCodec codec, Journal journal, MeterRegistry meters) {
        return new EventFold(new FoldGate(jdbc), ReadModels.inUse(jdbc, codec), journal, Clock.systemUTC(), meters);
    }

    @Bean
    static ReadModelRebuild readModelRebuild(
            DataSource dataSource,
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            MessageCodec codec,
            StoredEntries journal) {
        return new ReadModelRebuild(dataSource, jdbc, transaction, codec, journal);
    }

    /** Made here as well, because a consumer of a topic that is not there yet would not notice when it comes. */
    @Bean
    static KafkaAdmin.NewTopics foldedTopics(TopicsConfiguration.TopicProperties topics) {
        return new KafkaAdmin.NewTopics(Stream.of(
                        topics.events(Topics.PROVISIONING_EVENTS),
                        topics.events(Topics.NOTIFICATION_EVENTS),
                        topics.commands(Topics.OPERATION_LOG))
                .flatMap(List::stream)
                .toArray(NewTopic[]::new));
    }

    /**
     * A replica that has a name, and comes back under it after it was killed, takes its partitions at once; without one it
     * waits until Kafka has given up the member that is gone.
     */
    @Bean
    static ConsumerConfigCustomizer namedReplica(@Value("${moru.replica:}") String replica) {
        return (settings, binding, topic) -> {
            if (!replica.isBlank()) {
                settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, replica);
            }
        };
    }

    @Bean
    static Consumer<Message<List<byte[]>>> provisioningEvents(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.PROVISIONING_EVENTS, fold);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> notificationEvents(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.NOTIFICATION_EVENTS, fold);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> operationLog(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.OPERATION_LOG, fold);
    }
}
