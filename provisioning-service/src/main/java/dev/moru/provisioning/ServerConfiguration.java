package dev.moru.provisioning;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.epoch.Epochs;
import dev.moru.durable.epoch.Resumption;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkQueue;
import dev.moru.provisioning.bulk.messaging.Bulks;
import dev.moru.provisioning.bulk.messaging.ChildWordsHandler;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.errand.messaging.ErrandHandler;
import dev.moru.provisioning.errand.messaging.Errands;
import dev.moru.provisioning.operation.persistence.Reports;
import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.server.messaging.EffectOrders;
import dev.moru.provisioning.server.messaging.HandedTurns;
import dev.moru.provisioning.server.messaging.ServerMeters;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.noop.NoopHypervisor;
import dev.moru.provisioning.server.persistence.ReservationTable;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.server.work.Drivers;
import dev.moru.provisioning.server.work.MadeBefore;
import dev.moru.provisioning.server.work.Requests;
import dev.moru.provisioning.server.work.TurnHandler;
import dev.moru.provisioning.site.SiteInspector;
import dev.moru.provisioning.site.noop.NoopSiteInspector;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Servers: from commands to effects. The drivers' own beans stand in their packages. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    @Bean
    static ServerTable serverTable(JdbcTemplate jdbc, StateCodec codec) {
        return new ServerTable(jdbc, codec);
    }

    @Bean
    static ReservationTable reservationTable(JdbcTemplate jdbc) {
        return new ReservationTable(jdbc);
    }

    @Bean
    static Servers servers(
            ServerTable table,
            ReservationTable reservations,
            Catalogue catalogue,
            Reports reports,
            WorkQueue queue,
            Bulks bulks,
            MeterRegistry registry,
            ProvisioningProperties properties) {
        return new Servers(
                table,
                reservations,
                catalogue,
                new EffectOrders(catalogue, List.of(NoopHypervisor.DRIVER)),
                reports,
                queue,
                bulks,
                new ServerMeters(registry),
                properties.participants());
    }

    @Bean
    static Resumption handedTurns(ServerTable table, Servers servers) {
        return new HandedTurns(table, servers);
    }

    @Bean
    static Hypervisor noopHypervisor() {
        return new NoopHypervisor();
    }

    @Bean
    static SiteInspector noopSiteInspector(Catalogue catalogue, Clock clock) {
        return new NoopSiteInspector(catalogue, clock);
    }

    @Bean
    static Drivers drivers(List<Hypervisor> hypervisors, List<SiteInspector> inspectors) {
        return new Drivers(hypervisors, inspectors);
    }

    @Bean
    static WorkHandler turnHandler(
            MessageCodec codec,
            Servers servers,
            ServerTable table,
            ReservationTable reservations,
            Catalogue catalogue,
            Drivers drivers,
            ProvisioningProperties properties,
            Epochs epochs,
            Clock clock) {
        var requests = new Requests(
                properties.installation(), catalogue, properties.provisioning().managementKey());
        var madeBefore = new MadeBefore(epochs, properties.installation());
        return new TurnHandler(codec, servers, table, reservations, catalogue, drivers, requests, clock, madeBefore);
    }

    @Bean
    static WorkHandler childWordsHandler(MessageCodec codec, Servers servers) {
        return new ChildWordsHandler(codec, servers);
    }

    @Bean
    static WorkHandler errandHandler(
            MessageCodec codec,
            Errands errands,
            Catalogue catalogue,
            ServerTable servers,
            List<SiteInspector> inspectors) {
        return new ErrandHandler(codec, errands, catalogue, servers, inspectors);
    }
}
