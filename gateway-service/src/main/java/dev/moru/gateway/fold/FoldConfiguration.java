package dev.moru.gateway.fold;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.gateway.journal.Journal;
import dev.moru.gateway.journal.StoredEntries;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.messaging.Message;
import org.springframework.transaction.support.TransactionTemplate;

/** One consumer a topic; each bean is the function of the binding that has its name. */
@Configuration(proxyBeanMethods = false)
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
