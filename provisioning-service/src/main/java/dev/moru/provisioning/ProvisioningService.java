package dev.moru.provisioning;

import dev.moru.contracts.Topics;
import dev.moru.provisioning.server.messaging.PartAnswers;
import dev.moru.provisioning.server.messaging.PartCommands;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Owns servers: their process and queue, and the drivers that carry it out. */
@MoruService(name = "provisioning")
public class ProvisioningService {

    public static void main(String[] arguments) {
        ServiceMain.run(ProvisioningService.class, arguments);
    }

    @Bean
    static ServiceTopics topics(ProvisioningProperties properties) {
        var commands = new ArrayList<>(List.of(Topics.PROVISIONING_COMMANDS, Topics.OPERATION_LOG));
        var events = new ArrayList<>(List.of(Topics.PROVISIONING_EVENTS));
        for (var participant : properties.participants()) {
            commands.add(PartCommands.topicOf(participant));
            events.add(PartAnswers.topicOf(participant));
        }
        return new ServiceTopics(commands, events);
    }
}
