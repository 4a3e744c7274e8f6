package dev.moru.provisioning.errand.messaging;

import dev.moru.durable.MessageCodec;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkHandler;
import dev.moru.durable.work.WorkItem;
import dev.moru.durable.work.WorkOutcome;
import dev.moru.provisioning.configuration.Catalogue;
import dev.moru.provisioning.errand.ErrandRequest;
import dev.moru.provisioning.errand.ErrandState;
import dev.moru.provisioning.operation.Problems;
import dev.moru.provisioning.placement.NodeChoice;
import dev.moru.provisioning.placement.NodeChooser;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.site.CallBudget;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.SiteInspector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Runs errands. */
public final class ErrandHandler implements WorkHandler {

    static final String KIND = "errand";

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final MessageCodec codec;
    private final Errands errands;
    private final Catalogue catalogue;
    private final ServerTable servers;
    private final Map<String, SiteInspector> inspectors;

    public ErrandHandler(
            MessageCodec codec,
            Errands errands,
            Catalogue catalogue,
            ServerTable servers,
            List<SiteInspector> inspectors) {
        this.codec = codec;
        this.errands = errands;
        this.catalogue = catalogue;
        this.servers = servers;
        this.inspectors = inspectors.stream().collect(Collectors.toMap(SiteInspector::driver, Function.identity()));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public WorkOutcome perform(WorkItem item, Lease lease) {
        var id = codec.read(item.payload(), UUID.class);
        var errand = errands.find(id);
        return errand.isEmpty() ? WorkOutcome.done(() -> {}) : run(id, errand.get(), lease::callBudget);
    }

    private WorkOutcome run(UUID id, ErrandState errand, CallBudget budget) {
        try {
            var site = catalogue
                    .site(errand.request().site())
                    .orElseThrow(() -> HypervisorFailure.permanent(
                            "site-not-found",
                            "There is no such site",
                            errand.request().site(),
                            null));
            var result = resultOf(errand.request(), site, budget);
            boolean simulated = site.spec().simulated();
            return WorkOutcome.done(() -> errands.move(id, state -> state.succeeded(result, simulated, servers.now())));
        } catch (HypervisorFailure failure) {
            return failed(id, failure, errand.request().step());
        }
    }

    private WorkOutcome failed(UUID id, HypervisorFailure failure, String step) {
        if (failure.kind() == HypervisorFailure.Kind.PERMANENT) {
            return WorkOutcome.done(() ->
                    errands.move(id, state -> state.failed(Problems.of(failure, step), servers.now())));
        }
        return WorkOutcome.again(
                PAUSE, () -> errands.move(id, state -> state.obstructed(failure.detail(), "the site", servers.now())));
    }

    private Map<String, Object> resultOf(ErrandRequest request, Site site, CallBudget budget) {
        var inspector = inspectors.get(site.spec().driver());
        if (inspector == null) {
            throw HypervisorFailure.permanent(
                    "driver-unknown",
                    "The site's driver is unknown",
                    site.spec().driver(),
                    null);
        }
        if (request instanceof ErrandRequest.Check) {
            var points = inspector.check(site, catalogue.offer(site.id()), budget);
            boolean sound = points.stream().noneMatch(point -> point.status().equals("failed"));
            return Map.of("ok", sound, "points", points);
        }
        if (request instanceof ErrandRequest.Discover discover) {
            return Map.of("proposals", inspector.discover(site, discover.what(), budget));
        }
        return plan((ErrandRequest.Plan) request, site, inspector, budget);
    }

    private Map<String, Object> plan(
            ErrandRequest.Plan request, Site site, SiteInspector inspector, CallBudget budget) {
        var spec = request.spec();
        var chooser = new NodeChooser(
                spec,
                catalogue.offer(site.id()),
                inspector.capacity(site, budget),
                servers.spreadOf(site.name(), spec.placement().spread()));
        var choice = chooser.choose();
        if (choice instanceof NodeChoice.Rejected rejected) {
            throw HypervisorFailure.permanent("no-node-fits", "No node fits", rejected.detail(), rejected.hint());
        }
        var chosen = (NodeChoice.Chosen) choice;
        return Map.of("node", chosen.node(), "reason", chosen.reason(), "disks", chosen.disks());
    }
}
