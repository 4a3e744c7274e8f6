package dev.moru.monitoring;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.monitoring.alert.AlertEvents;
import dev.moru.monitoring.alert.AlertIntake;
import dev.moru.monitoring.alert.Alerts;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the domain, which know nothing of Spring, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitoringProperties.class)
class MonitoringConfiguration {

    @Bean
    static AlertIntake alertIntake(Alerts alerts, AlertEvents events) {
        return new AlertIntake(alerts, events, UuidCreator::getTimeOrderedEpoch);
    }
}
