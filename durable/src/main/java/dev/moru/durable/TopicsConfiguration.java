package dev.moru.durable;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.util.unit.DataSize;

/** What makes the topics of a service, each with its dead-letter topic, when Kafka is there. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TopicsConfiguration.TopicProperties.class)
public class TopicsConfiguration {

    private static final Duration TWO_WEEKS = Duration.ofDays(14);
    private static final DataSize MAX_MESSAGE = DataSize.ofMegabytes(1);
    // A dead letter is a message of any size that its topic takes, with the reason added.
    private static final DataSize MAX_DEAD_LETTER = DataSize.ofMegabytes(2);

    /**
     * How topics are made; those that exist are left as they are, for the number of partitions must never change.
     *
     * @param partitions of each topic
     * @param replicationFactor of each topic
     * @param eventRetention how long events are kept; negative: for ever
     */
    @ConfigurationProperties("moru.kafka")
    public record TopicProperties(
            @DefaultValue("12") int partitions,
            @DefaultValue("3") short replicationFactor,
            @DefaultValue("-1ms") Duration eventRetention) {

        /** A topic of events, and its dead letters. */
        public List<NewTopic> events(String name) {
            return withDeadLetters(name, eventRetention);
        }

        /** A topic of commands or log lines, and its dead letters. */
        public List<NewTopic> commands(String name) {
            return withDeadLetters(name, TWO_WEEKS);
        }

        private List<NewTopic> withDeadLetters(String name, Duration retention) {
            return List.of(topic(name, retention, MAX_MESSAGE), topic(name + ".dlq", retention, MAX_DEAD_LETTER));
        }

        private NewTopic topic(String name, Duration retention, DataSize maxMessage) {
            return new NewTopic(name, partitions, replicationFactor)
                    .configs(Map.of(
                            TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()),
                            TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessage.toBytes()),
                            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                                    String.valueOf(Math.max(1, replicationFactor - 1))));
        }
    }

    @Bean
    static KafkaAdmin kafkaAdmin(KafkaProperties kafka) {
        var settings = new HashMap<String, Object>(kafka.buildAdminProperties());
        settings.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 30_000);
        var admin = new KafkaAdmin(settings);
        admin.setAutoCreate(false);
        admin.setFatalIfBrokerNotAvailable(true);
        return admin;
    }
}
