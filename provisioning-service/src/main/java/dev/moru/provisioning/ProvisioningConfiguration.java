package dev.moru.provisioning;

import dev.moru.contracts.Topics;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.work.WorkQueue;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.command.CommandHandler;
import dev.moru.provisioning.command.EndedCommands;
import dev.moru.provisioning.command.LostCommands;
import dev.moru.provisioning.configuration.messaging.ConfigurationCommands;
import dev.moru.provisioning.configuration.persistence.ConfigurationTable;
import dev.moru.provisioning.due.DueRows;
import dev.moru.provisioning.due.DueRowsClock;
import dev.moru.provisioning.errand.messaging.Errands;
import dev.moru.provisioning.operation.persistence.EndedOperations;
import dev.moru.provisioning.operation.persistence.Reports;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What the features share, and the topic that all of them are told by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProvisioningProperties.class)
class ProvisioningConfiguration {

    @Bean
    static StateCodec stateCodec() {
        return new StateCodec();
    }

    @Bean
    static ConfigurationTable configurationTable(JdbcTemplate jdbc, StateCodec codec) {
        return new ConfigurationTable(jdbc, codec);
    }

    @Bean
    static EndedOperations endedOperations(JdbcTemplate jdbc, MessageCodec codec) {
        return new EndedOperations(jdbc, codec);
    }

    @Bean
    static Reports reports(Outbox outbox, EndedOperations ended) {
        return new Reports(outbox, ended);
    }

    @Bean
    static Bulks bulks(JdbcTemplate jdbc, StateCodec codec, Reports reports, WorkQueue queue) {
        return new Bulks(jdbc, codec, reports, queue);
    }

    @Bean
    static Errands errands(
            JdbcTemplate jdbc, StateCodec codec, ConfigurationTable catalogue, Reports reports, WorkQueue queue) {
        return new Errands(jdbc, codec, catalogue, reports, queue);
    }

    @Bean
    static CommandHandler commandHandler(
            ConfigurationTable configuration,
            Servers servers,
            ServerTable table,
            Bulks bulks,
            Errands errands,
            Outbox outbox,
            Reports reports,
            EndedOperations ended) {
        return new CommandHandler(
                new ConfigurationCommands(configuration, outbox),
                servers,
                table,
                bulks,
                errands,
                new LostCommands(servers, table, bulks, reports),
                new EndedCommands(ended, outbox));
    }

    @Bean
    static Consumer<org.springframework.messaging.Message<List<byte[]>>> provisioningCommands(
            SequencedConsumers consumers, CommandHandler handler) {
        return consumers.forCommands(Topics.PROVISIONING_COMMANDS, handler);
    }

    @Bean
    static DueRowsClock dueRows(
            TransactionTemplate transaction,
            Servers servers,
            ServerTable table,
            Bulks bulks,
            Errands errands,
            WorkQueue queue,
            EndedOperations ended,
            ProvisioningProperties properties) {
        var rows = new DueRows(transaction, servers, table, bulks, errands, queue);
        return new DueRowsClock(
                rows, ended::forgetOld, properties.provisioning().look());
    }
}
