package dev.moru.provisioning;

import dev.moru.contracts.Topics;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Owns servers: their process and queue, and the drivers that carry it out. */
@MoruService(name = "provisioning")
public class ProvisioningService {

    public static void main(String[] arguments) {
        ServiceMain.run(ProvisioningService.class, arguments);
    }

    @Bean
    static ServiceTopics topics() {
        return new ServiceTopics(
                List.of(Topics.PROVISIONING_COMMANDS, Topics.OPERATION_LOG), List.of(Topics.PROVISIONING_EVENTS));
    }
}
