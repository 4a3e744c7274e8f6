package dev.moru.backup;

import dev.moru.contracts.Topics;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.List;
import org.springframework.context.annotation.Bean;

/** Takes backups of servers, keeps them as their policies say, and knows where they are. */
@MoruService(name = "backup")
public class BackupService {

    public static void main(String[] arguments) {
        ServiceMain.run(BackupService.class, arguments);
    }

    @Bean
    static ServiceTopics topics() {
        return new ServiceTopics(
                List.of(Topics.BACKUP_COMMANDS, Topics.PROVISIONING_COMMANDS, Topics.OPERATION_LOG),
                List.of(Topics.BACKUP_EVENTS, Topics.PROVISIONING_EVENTS));
    }
}
