package dev.moru.gateway;

import dev.moru.contracts.Topics;
import dev.moru.service.MoruService;
import dev.moru.service.ServiceMain;
import dev.moru.service.ServiceTopics;
import java.util.List;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.health.ConnectionFactoryHealthContributorAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.metrics.ConnectionPoolMetricsAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxObservationAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** REST, SSE and sign-in in front of the desired state; the journal and the read models behind it. */
@MoruService(name = "gateway")
@ImportAutoConfiguration({
    ConnectionFactoryHealthContributorAutoConfiguration.class,
    ConnectionPoolMetricsAutoConfiguration.class,
    ReactiveWebSecurityAutoConfiguration.class,
    WebFluxObservationAutoConfiguration.class
})
public class GatewayService {

    public static void main(String[] arguments) {
        ServiceMain.run(GatewayService.class, arguments);
    }

    @Bean
    static ServiceTopics topics() {
        return new ServiceTopics(
                List.of(
                        Topics.PROVISIONING_COMMANDS,
                        Topics.NOTIFICATION_COMMANDS,
                        Topics.MONITORING_COMMANDS,
                        Topics.BACKUP_COMMANDS,
                        Topics.OPERATION_LOG),
                List.of(
                        Topics.PROVISIONING_EVENTS,
                        Topics.CONFIG_EVENTS,
                        Topics.MONITORING_EVENTS,
                        Topics.BACKUP_EVENTS,
                        Topics.NOTIFICATION_EVENTS,
                        Topics.AUDIT));
    }
}
