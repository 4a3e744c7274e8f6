package dev.moru.monitoring;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.monitoring.alert.AlertCare;
import dev.moru.monitoring.alert.AlertEvents;
import dev.moru.monitoring.alert.AlertIntake;
import dev.moru.monitoring.alert.Alerts;
import dev.moru.monitoring.alert.SilenceQueue;
import dev.moru.monitoring.target.Targets;
import dev.moru.monitoring.watch.Answers;
import dev.moru.monitoring.watch.ScrapeWaits;
import dev.moru.monitoring.watch.Scrapes;
import dev.moru.monitoring.watch.WatchTurns;
import dev.moru.monitoring.watch.Watching;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The parts of the domain, which know nothing of Spring, put together. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MonitoringProperties.class)
class MonitoringConfiguration {

    @Bean
    static Watching watching(
            WatchTurns turns,
            Targets targets,
            Scrapes scrapes,
            ScrapeWaits waits,
            Answers answers,
            MonitoringProperties properties) {
        return new Watching(turns, targets, scrapes, waits, answers, properties.scrapePatience());
    }

    @Bean
    static AlertCare alertCare(Alerts alerts, AlertEvents events, SilenceQueue queue) {
        return new AlertCare(alerts, events, queue);
    }

    @Bean
    static AlertIntake alertIntake(Alerts alerts, AlertEvents events) {
        return new AlertIntake(alerts, events, UuidCreator::getTimeOrderedEpoch);
    }
}
