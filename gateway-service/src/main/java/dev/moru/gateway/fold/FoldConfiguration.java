package dev.moru.gateway.fold;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.gateway.journal.Journal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.messaging.Message;

/** One consumer a topic; each bean is the function of the binding that has its name. */
@Configuration(proxyBeanMethods = false)
class FoldConfiguration {

    @Bean
    static EventFold eventFold(
            JdbcTemplate jdbc, MessageCodec codec, Journal journal, Clock clock, MeterRegistry meters) {
        var operations =
                new OperationView(new OperationRows(jdbc, codec, OperationRows.TABLE), new HeadRows(jdbc, codec));
        return new EventFold(
                List.of(
                        operations,
                        new ConfigurationStatus(jdbc, codec),
                        new ServerView(jdbc, codec, ServerView.TABLE),
                        new GuestView(jdbc, GuestView.TABLE),
                        new DeliveryView(jdbc, codec, DeliveryView.TABLE)),
                new LogIndex(jdbc, LogIndex.TABLE),
                journal,
                clock,
                meters);
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
