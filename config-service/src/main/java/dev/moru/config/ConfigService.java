package dev.moru.config;

import dev.moru.contracts.Topics;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Configures servers with Ansible. */
@MoruService(name = "config")
public class ConfigService {

    public static void main(String[] arguments) {
        ServiceMain.run(ConfigService.class, arguments);
    }

    @Bean
    static ServiceTopics topics() {
        return new ServiceTopics(
                List.of(Topics.CONFIG_COMMANDS, Topics.OPERATION_LOG),
                List.of(Topics.CONFIG_EVENTS, Topics.PROVISIONING_EVENTS));
    }
}
