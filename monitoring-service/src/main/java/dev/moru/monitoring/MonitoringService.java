package dev.moru.monitoring;

import dev.moru.contracts.Topics;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Says what there is to scrape, reads the figures of clusters, and turns alerts into events. */
@MoruService(name = "monitoring")
public class MonitoringService {

    public static void main(String[] arguments) {
        ServiceMain.run(MonitoringService.class, arguments);
    }

    @Bean
    static ServiceTopics topics() {
        return new ServiceTopics(
                List.of(Topics.MONITORING_COMMANDS), List.of(Topics.MONITORING_EVENTS, Topics.PROVISIONING_EVENTS));
    }
}
