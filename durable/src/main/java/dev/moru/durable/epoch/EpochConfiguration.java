package dev.moru.durable.epoch;

import dev.moru.durable.DurableProperties;
import dev.moru.durable.outbox.Origin;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** The epoch of the installation as beans. */
@Configuration(proxyBeanMethods = false)
public class EpochConfiguration {

    /** With what the names of all topics of an installation begin. */
    private static final String TOPICS = "moru.";

    @Bean
    static Epochs epochs(JdbcTemplate jdbc, TransactionTemplate transaction) {
        return new Epochs(jdbc, transaction);
    }

    /** @param wanted the epoch that has to have begun; 0: whichever there is */
    @Bean
    static Origin origin(
            Epochs epochs, @Value("${moru.service}") String service, @Value("${moru.epoch:0}") int wanted) {
        epochs.raiseTo(wanted);
        return new Origin("/moru/" + service, epochs.current());
    }

    @Bean
    static EpochStart epochStart(
            JdbcTemplate jdbc,
            Origin origin,
            Epochs epochs,
            DurableProperties properties,
            KafkaProperties kafka,
            ObjectProvider<Resumption> resumptions) {
        Supplier<List<LastRecords.Sent>> lastRecords = () -> properties.compareWithTopics()
                ? new LastRecords(kafka.buildConsumerProperties()).ofTopics(TOPICS)
                : List.of();
        return new EpochStart(
                jdbc, origin, epochs, lastRecords, resumptions.orderedStream().toList());
    }
}
