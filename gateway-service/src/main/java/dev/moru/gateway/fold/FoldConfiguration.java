package dev.moru.gateway.fold;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.consume.HandledHistories;
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
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;

/** One consumer a topic; each bean is the function of the binding that has its name. */
@Configuration(proxyBeanMethods = false)
class FoldConfiguration {

    private static final List<String> FOLDED = List.of(
            Topics.PROVISIONING_EVENTS,
            Topics.CONFIG_EVENTS,
            Topics.MONITORING_EVENTS,
            Topics.BACKUP_EVENTS,
            Topics.NOTIFICATION_EVENTS,
            Topics.OPERATION_LOG);

    @Bean
    static EventFold eventFold(JdbcTemplate jdbc, MessageCodec codec, Journal journal, MeterRegistry meters) {
        return new EventFold(new FoldGate(jdbc), ReadModels.inUse(jdbc, codec), journal, Clock.systemUTC(), meters);
    }

    @Bean
    static RebuildTurn rebuildTurn(DataSource dataSource, JdbcTemplate jdbc, JdbcTransactionManager transactions) {
        return new RebuildTurn(dataSource, jdbc, transactions);
    }

    @Bean
    static ReadModelRebuild readModelRebuild(
            RebuildTurn turn, JdbcTemplate jdbc, MessageCodec codec, StoredEntries journal) {
        return new ReadModelRebuild(turn, jdbc, codec, journal);
    }

    @Bean
    static JournalRebuild journalRebuild(
            RebuildTurn turn, JdbcTemplate jdbc, HandledHistories histories, StoredEntries journal) {
        return new JournalRebuild(turn, jdbc, histories, FOLDED, journal);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> provisioningEvents(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.PROVISIONING_EVENTS, fold);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> configEvents(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.CONFIG_EVENTS, fold);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> monitoringEvents(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.MONITORING_EVENTS, fold);
    }

    @Bean
    static Consumer<Message<List<byte[]>>> backupEvents(SequencedConsumers consumers, EventFold fold) {
        return consumers.forEvents(Topics.BACKUP_EVENTS, fold);
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
