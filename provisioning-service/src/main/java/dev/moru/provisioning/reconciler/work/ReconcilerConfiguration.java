package dev.moru.provisioning.reconciler.work;

import dev.moru.durable.LeaderLease;
import dev.moru.durable.MessageCodec;
import dev.moru.durable.Replica;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkQueue;
import dev.moru.provisioning.ProvisioningProperties;
import dev.moru.provisioning.StateCodec;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.server.work.Cleanup;
import dev.moru.provisioning.server.work.Drivers;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ReconcilerConfiguration {

    private static final Duration LEASE = Duration.ofSeconds(20);

    @Bean
    static Reconciler reconciler(
            ProvisioningProperties properties,
            Drivers drivers,
            ServerTable table,
            Servers servers,
            SiteWatches watches,
            TransactionTemplate transaction,
            Outbox outbox,
            WorkQueue queue) {
        return new Reconciler(
                properties.installation(),
                properties.provisioning().silence(),
                drivers,
                table,
                servers,
                watches,
                transaction,
                outbox,
                queue);
    }

    @Bean
    static SiteWatches siteWatches(JdbcTemplate jdbc, StateCodec codec) {
        return new SiteWatches(jdbc, codec);
    }

    @Bean
    static ReconcilerClock reconcilerClock(
            Reconciler reconciler,
            Catalogue catalogue,
            JdbcTemplate jdbc,
            Replica replica,
            ProvisioningProperties properties) {
        var leader = new LeaderLease(jdbc, "reconciler", replica.name(), LEASE);
        return new ReconcilerClock(
                reconciler, catalogue, leader, properties.provisioning().reconcile());
    }

    @Bean
    static WorkHandler cleanupHandler(
            MessageCodec codec,
            ServerTable table,
            Servers servers,
            Catalogue catalogue,
            Drivers drivers,
            ProvisioningProperties properties,
            SiteWatches watches,
            Outbox outbox,
            Clock clock) {
        var cleanup = new Cleanup(properties.installation(), drivers, clock);
        return new CleanupHandler(codec, table, servers, catalogue, cleanup, watches, outbox);
    }
}
