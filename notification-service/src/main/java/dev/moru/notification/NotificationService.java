package dev.moru.notification;

import dev.moru.contracts.Topics;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Fans events out to channels. */
@MoruService(name = "notification")
public class NotificationService {

    public static void main(String[] arguments) {
        ServiceMain.run(NotificationService.class, arguments);
    }

    @Bean
    static ServiceTopics topics() {
        return new ServiceTopics(
                List.of(Topics.NOTIFICATION_COMMANDS),
                List.of(
                        Topics.NOTIFICATION_EVENTS,
                        Topics.PROVISIONING_EVENTS,
                        Topics.MONITORING_EVENTS,
                        Topics.BACKUP_EVENTS));
    }
}
