package dev.moru.service;

import dev.moru.durable.TopicsConfiguration.TopicProperties;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/**
 * The topics of a service, those that it reads and those that it writes: whoever starts first makes them, because a consumer
 * of a topic that is not there yet would not notice when it comes.
 *
 * @param commands of commands and log lines
 * @param events which are kept as long as the installation says
 */
public record ServiceTopics(List<String> commands, List<String> events) {

    public ServiceTopics {
        commands = List.copyOf(commands);
        events = List.copyOf(events);
    }

    NewTopics with(TopicProperties properties) {
        return new NewTopics(Stream.concat(
                        commands.stream().map(properties::commands),
                        events.stream().map(properties::events))
                .flatMap(List::stream)
                .toArray(NewTopic[]::new));
    }
}
