package dev.moru.monitoring.site.metrics;

import dev.moru.durable.LeaderLease;
import dev.moru.durable.Replica;
import dev.moru.monitoring.MonitoringProperties;
import dev.moru.monitoring.site.SiteObserver;
import dev.moru.monitoring.site.Sites;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Configuration(proxyBeanMethods = false)
class FiguresConfiguration {

    @Bean
    static SmartLifecycle figuresClock(
            Sites sites,
            SiteObserver observer,
            SiteMeters meters,
            JdbcTemplate jdbc,
            Replica replica,
            MonitoringProperties properties) {
        // Longer than a round, so that the figures do not wander between replicas.
        var lease = properties.pollEvery().multipliedBy(2);
        return new FiguresClock(
                sites,
                observer,
                meters,
                new LeaderLease(jdbc, "figures", replica.name(), lease),
                properties.pollEvery());
    }
}
