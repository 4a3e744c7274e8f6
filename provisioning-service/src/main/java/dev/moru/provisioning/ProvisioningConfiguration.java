package dev.moru.provisioning;

import dev.moru.contracts.Message;
import dev.moru.contracts.MessageCatalog;
import dev.moru.contracts.Topics;
import dev.moru.durable.DurableConfiguration;
import dev.moru.durable.MessageTypes;
import dev.moru.durable.TopicsConfiguration.TopicProperties;
import dev.moru.durable.consume.SequencedConsumers;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.work.WorkQueue;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.command.CommandHandler;
import dev.moru.provisioning.command.LostCommands;
import dev.moru.provisioning.configuration.messaging.ConfigurationCommands;
import dev.moru.provisioning.configuration.persistence.ConfigurationTable;
import dev.moru.provisioning.due.DueRows;
import dev.moru.provisioning.due.DueRowsClock;
import dev.moru.provisioning.errand.messaging.Errands;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.secrets.SecretsConfiguration;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.transaction.support.TransactionTemplate;

/** What the features share, and the topic that all of them are told by. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProvisioningProperties.class)
@Import({DurableConfiguration.class, SecretsConfiguration.class})
class ProvisioningConfiguration {

    @Bean
    static MessageTypes messageTypes() {
        return new MessageTypes(type -> MessageCatalog.nameOf(type.asSubclass(Message.class)), MessageCatalog::find);
    }

    @Bean
    static NewTopics topics(TopicProperties topics) {
        return new NewTopics(Stream.of(
                        topics.commands(Topics.PROVISIONING_COMMANDS),
                        topics.events(Topics.PROVISIONING_EVENTS),
                        topics.commands(Topics.OPERATION_LOG))
                .flatMap(List::stream)
                .toArray(NewTopic[]::new));
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    static StateCodec stateCodec() {
        return new StateCodec();
    }

    @Bean
    static ConfigurationTable configurationTable(JdbcTemplate jdbc, StateCodec codec) {
        return new ConfigurationTable(jdbc, codec);
    }

    @Bean
    static Bulks bulks(JdbcTemplate jdbc, StateCodec codec, Outbox outbox, WorkQueue queue) {
        return new Bulks(jdbc, codec, outbox, queue);
    }

    @Bean
    static Errands errands(
            JdbcTemplate jdbc, StateCodec codec, ConfigurationTable catalogue, Outbox outbox, WorkQueue queue) {
        return new Errands(jdbc, codec, catalogue, outbox, queue);
    }

    @Bean
    static CommandHandler commandHandler(
            ConfigurationTable configuration,
            Servers servers,
            ServerTable table,
            Bulks bulks,
            Errands errands,
            Outbox outbox) {
        return new CommandHandler(
                new ConfigurationCommands(configuration, outbox),
                servers,
                table,
                bulks,
                errands,
                new LostCommands(servers, table, bulks, outbox));
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
            ProvisioningProperties properties) {
        var rows = new DueRows(transaction, servers, table, bulks, errands, queue);
        return new DueRowsClock(rows, properties.provisioning().look());
    }
}
