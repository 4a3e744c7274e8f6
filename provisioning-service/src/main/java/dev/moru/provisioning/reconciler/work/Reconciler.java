package dev.moru.provisioning.reconciler.work;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.contracts.site.LeftoverFound;
import dev.moru.contracts.site.SiteReachable;
import dev.moru.contracts.site.SiteUnreachable;
import dev.moru.durable.MessageContext;
import dev.moru.durable.outbox.OutboundMessage;
import dev.moru.durable.outbox.Outbox;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.provisioning.reconciler.Findings;
import dev.moru.provisioning.reconciler.SiteComparison;
import dev.moru.provisioning.server.Reservation;
import dev.moru.provisioning.server.ServerMessage;
import dev.moru.provisioning.server.ServerState;
import dev.moru.provisioning.server.messaging.Servers;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.server.work.Drivers;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks at a site, tells servers what was seen, and has the remains of ended operations removed. */
public final class Reconciler {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration CALL = Duration.ofSeconds(10);

    /** A removal that came to nothing is asked for again after this. */
    private static final Duration BETWEEN_REMOVALS = Duration.ofSeconds(30);

    private static final int AT_A_TIME = 200;

    private final UUID installation;
    private final Duration patience;
    private final Drivers drivers;
    private final ServerTable table;
    private final Servers servers;
    private final SiteWatches watches;
    private final TransactionTemplate transaction;
    private final Outbox outbox;
    private final WorkQueue queue;

    /** Remains that were seen to be gone once; a call that is still on its way might bring them back. */
    private final Set<UUID> goneOnce = ConcurrentHashMap.newKeySet();

    private final Map<UUID, Instant> removals = new ConcurrentHashMap<>();

    /** @param patience how long a site may be silent before its servers count as unreachable */
    Reconciler(
            UUID installation,
            Duration patience,
            Drivers drivers,
            ServerTable table,
            Servers servers,
            SiteWatches watches,
            TransactionTemplate transaction,
            Outbox outbox,
            WorkQueue queue) {
        this.installation = installation;
        this.patience = patience;
        this.drivers = drivers;
        this.table = table;
        this.servers = servers;
        this.watches = watches;
        this.transaction = transaction;
        this.outbox = outbox;
        this.queue = queue;
    }

    void reconcile(Site site) {
        var began = table.now();
        try {
            var inspector = drivers.inspector(site.spec().driver());
            if (inspector.isObservable()) {
                var observation = inspector.observe(site, vmIdsOf(table.onSite(site.name())), () -> CALL);
                // Servers are read after the look: what has moved since the look began is told by its time.
                var findings = new SiteComparison(installation, observation, table.onSite(site.name())).findings();
                transaction.executeWithoutResult(status -> tell(site, observation, findings));
                log.debug(
                        "Site {}: {} guests", site.name(), observation.guests().size());
            }
        } catch (HypervisorFailure failure) {
            if (failure.kind() == HypervisorFailure.Kind.SITE_UNREACHABLE) {
                var since = Objects.requireNonNull(transaction.execute(status -> unreachable(site, failure)));
                tellServers(site, began, since);
            } else {
                log.warn("Site {} can't be looked at: {}", site.name(), failure.detail());
            }
        }
    }

    private static Set<Integer> vmIdsOf(List<ServerState> states) {
        return states.stream()
                .map(ServerState::reservation)
                .flatMap(reservation -> Optional.ofNullable(reservation).stream())
                .map(Reservation::vmId)
                .collect(Collectors.toSet());
    }

    private void tell(Site site, SiteObservation observation, Findings findings) {
        servers.handle(messages(findings));
        remove(findings.remains());
        var watch = watches.lock(site.id());
        var events = new ArrayList<OutboundMessage>();
        if (watch.unreachableSince() != null) {
            events.add(about(site, "info", new SiteReachable(site.id(), site.name(), watch.unreachableSince())));
        }
        if (!findings.guests().equals(watch.guests())) {
            events.add(about(
                    site,
                    "info",
                    new GuestsObserved(site.id(), site.name(), observation.observedAt(), findings.guests())));
        }
        var strays = new HashSet<String>();
        for (var stray : findings.strays()) {
            var key = stray.vmId() + "/" + stray.mark().operation();
            strays.add(key);
            if (!watch.strays().contains(key)) {
                events.add(about(site, "warning", reported(site, stray)));
            }
        }
        var next = watch.showing(findings.guests(), strays).ridOf(findings.gone());
        if (!next.equals(watch)) {
            watches.save(site.id(), next);
        }
        outbox.append(events);
    }

    private List<Servers.Addressed> messages(Findings findings) {
        var messages = new ArrayList<Servers.Addressed>();
        findings.news().forEach((server, message) -> messages.add(Servers.Addressed.to(server, message)));
        for (var server : findings.gone()) {
            if (!goneOnce.add(server)) {
                goneOnce.remove(server);
                messages.add(Servers.Addressed.to(server, new ServerMessage.CleanedUp()));
            }
        }
        goneOnce.removeAll(findings.remains());
        return messages;
    }

    private void remove(List<UUID> remains) {
        var now = table.now();
        removals.values().removeIf(asked -> asked.isBefore(now.minus(BETWEEN_REMOVALS)));
        var requests = remains.stream()
                .filter(server -> removals.putIfAbsent(server, now) == null)
                .map(server -> new WorkRequest(
                        UuidCreator.getTimeOrderedEpoch(),
                        CleanupHandler.KIND,
                        server,
                        List.of(),
                        server,
                        Duration.ZERO))
                .toList();
        queue.enqueue(requests);
    }

    /** @return since when it is so */
    private Instant unreachable(Site site, HypervisorFailure failure) {
        var watch = watches.lock(site.id());
        if (watch.unreachableSince() != null) {
            return watch.unreachableSince();
        }
        var since = table.now();
        watches.save(site.id(), watch.silentSince(since));
        outbox.append(about(site, "error", new SiteUnreachable(site.id(), site.name(), failure.detail(), since)));
        return since;
    }

    /** The restart of a cluster's one endpoint is no news of a thousand servers. */
    private void tellServers(Site site, Instant observedAt, Instant since) {
        if (observedAt.isBefore(since.plus(patience))) {
            return;
        }
        var silent = new ServerMessage.SiteSilent(observedAt, since);
        var messages = table.onSite(site.name()).stream()
                .filter(Reconciler::isNotYetTold)
                .map(state -> Servers.Addressed.to(state.id(), silent))
                .toList();
        for (int i = 0; i < messages.size(); i += AT_A_TIME) {
            var some = messages.subList(i, Math.min(i + AT_A_TIME, messages.size()));
            transaction.executeWithoutResult(status -> servers.handle(some));
        }
    }

    private static boolean isNotYetTold(ServerState state) {
        var server = state.server();
        return server != null && server.status().phase() != ServerPhase.UNREACHABLE;
    }

    private static LeftoverFound reported(Site site, Findings.Stray stray) {
        return new LeftoverFound(
                site.id(),
                site.name(),
                stray.vmId(),
                stray.node(),
                stray.mark().operation(),
                "reported",
                "it bears a mark of this installation and belongs to no server; look whether it was restored by hand,"
                        + " and adopt or remove it");
    }

    static OutboundMessage about(Site site, String severity, Event event) {
        var context = MessageContext.NONE.withSite(site.name()).withSeverity(severity);
        return new OutboundMessage(Topics.PROVISIONING_EVENTS, site.id().toString(), event, context);
    }
}
