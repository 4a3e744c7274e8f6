package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.operation.CleanupState;
import dev.moru.contracts.operation.OperationCleaned;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.PlanServer;
import dev.moru.contracts.server.ServerEvent;
import dev.moru.contracts.server.ServerLost;
import dev.moru.contracts.server.ServerMoved;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.server.ServerUnreachable;
import dev.moru.contracts.site.CheckSite;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.DiscoverSite;
import dev.moru.contracts.site.GuestsObserved;
import dev.moru.contracts.site.LeftoverFound;
import dev.moru.contracts.site.Mark;
import dev.moru.contracts.site.SiteReachable;
import dev.moru.contracts.site.SiteUnreachable;
import dev.moru.durable.work.WorkQueue;
import dev.moru.durable.work.WorkRequest;
import dev.moru.provisioning.server.persistence.ServerTable;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.provisioning.site.ObservedGuest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** What sites are asked, and what is seen on them. */
class SiteIT {

    private static final RunningService SERVICE = RunningService.shared();
    private static final Gateway GATEWAY = SERVICE.gateway();
    private static final Estate ESTATE = Estate.applied();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UUID server = Gateway.id();

    @AfterEach
    void looksAway() {
        SERVICE.inspector().observed = false;
        SERVICE.inspector().away = false;
        SERVICE.inspector().guests.clear();
    }

    @Test
    void checksDiscoversAndPlans() {
        var check = GATEWAY.endOf(GATEWAY.command(ESTATE.site(), new CheckSite(Commands.SITE, List.of())));
        assertThat(check.operation().state()).isEqualTo(OperationState.SUCCEEDED);
        assertThat(check.operation().result()).containsEntry("ok", true);

        var discover = GATEWAY.endOf(
                GATEWAY.command(ESTATE.site(), new DiscoverSite(Commands.SITE, ConfigurationKind.NETWORK, List.of())));
        assertThat(discover.operation().result()).containsEntry("proposals", Map.of("default", "NETWORK"));

        var id = Gateway.id();
        GATEWAY.command(id, id, new PlanServer(Commands.spec("planned", OnFailure.KEEP), List.of()), PATIENCE);
        assertThat(GATEWAY.endOf(id).operation().result()).containsEntry("node", "node2");
    }

    @Test
    void endsAnErrandThatTheSiteDoesNotAnswerInTime() {
        SERVICE.inspector().away = true;
        var id = Gateway.id();

        GATEWAY.command(
                id, id, new PlanServer(Commands.spec("planned", OnFailure.KEEP), List.of()), Duration.ofSeconds(2));

        assertThat(GATEWAY.endOf(id).operation().state()).isEqualTo(OperationState.TIMED_OUT);
    }

    @Test
    void seesThatAServerMovesAndIsLost() {
        GATEWAY.endOf(GATEWAY.command(server, Commands.provision("seen")));
        see("node1");

        await().atMost(PATIENCE)
                .until(() -> GATEWAY.events(ServerMoved.class).stream()
                        .anyMatch(event -> event.server().id().equals(server)));
        assertThat(GATEWAY.events(GuestsObserved.class)).isNotEmpty();

        SERVICE.inspector().guests.clear();
        await().atMost(PATIENCE)
                .until(() -> GATEWAY.events(ServerLost.class).stream()
                        .anyMatch(event -> event.server().id().equals(server)));
    }

    @Test
    void countsServersOfASilentSiteAsUnreachableUntilTheyAreSeenAgain() {
        GATEWAY.endOf(GATEWAY.command(server, Commands.provision("silent")));
        SERVICE.inspector().away = true;

        await().atMost(PATIENCE)
                .until(() -> GATEWAY.events(ServerUnreachable.class).stream()
                        .filter(event -> event.server().id().equals(server))
                        .anyMatch(event -> event.server().status().phase() == ServerPhase.UNREACHABLE));

        SERVICE.inspector().away = false;
        see("node1");
        await().atMost(PATIENCE)
                .until(() -> GATEWAY.received().stream()
                        .filter(heard -> heard.message() instanceof ServerEvent event
                                && event.server().id().equals(server))
                        .reduce((earlier, later) -> later)
                        .filter(last ->
                                ((ServerEvent) last.message()).server().status().phase() == ServerPhase.READY)
                        .isPresent());
    }

    @Test
    void tellsThatASiteIsAwayAndBack() {
        SERVICE.inspector().away = true;
        await().atMost(PATIENCE)
                .until(() -> !GATEWAY.events(SiteUnreachable.class).isEmpty());

        SERVICE.inspector().away = false;
        SERVICE.inspector().observed = true;
        await().atMost(PATIENCE)
                .until(() -> !GATEWAY.events(SiteReachable.class).isEmpty());
    }

    @Test
    void removesWhatAnEndedOperationLeftWhenTheSiteAnswersAgain() {
        SERVICE.hypervisor().script(server, execution -> {
            throw HypervisorFailure.unreachable("connection refused", null);
        });
        var operation = GATEWAY.command(server, Commands.provision("left"), Duration.ofSeconds(3));
        var ended = GATEWAY.endOf(operation).operation();
        assertThat(ended.state()).isEqualTo(OperationState.TIMED_OUT);
        assertThat(ended.cleanup()).isEqualTo(CleanupState.PENDING);
        assertThat(SERVICE.hypervisor().has(server)).isTrue();

        SERVICE.hypervisor().goOn(server);
        see("node2");

        await().atMost(PATIENCE)
                .until(() -> GATEWAY.events(OperationCleaned.class).stream()
                        .anyMatch(event -> event.operation().id().equals(operation)));
        assertThat(SERVICE.hypervisor().has(server)).isFalse();
    }

    @Test
    void reportsOnceWhatItCanNotRemove() {
        SERVICE.hypervisor().script(server, execution -> {
            throw HypervisorFailure.unreachable("connection refused", null);
        });
        var operation = GATEWAY.command(server, Commands.provision("stuck"), Duration.ofSeconds(3));
        GATEWAY.endOf(operation);
        SERVICE.hypervisor().script(server, execution -> {
            throw HypervisorFailure.permanent("protected", "It is protected", "the guest is protected", "take it off");
        });
        var vmId = see("node2");

        removeInVain();
        removeInVain();
        SERVICE.hypervisor().goOn(server);
        remove();

        await().atMost(PATIENCE)
                .until(() -> GATEWAY.events(OperationCleaned.class).stream()
                        .anyMatch(event -> event.operation().id().equals(operation)));
        assertThat(GATEWAY.events(LeftoverFound.class))
                .filteredOn(leftover -> leftover.vmId() == vmId)
                .extracting(LeftoverFound::hint)
                .containsOnlyOnce("the guest is protected: take it off");
    }

    private void removeInVain() {
        var before = removals();
        remove();
        await().atMost(PATIENCE).until(() -> removals() > before);
    }

    private long removals() {
        return SERVICE.hypervisor().calls(server).stream()
                .filter(call -> call.startsWith("delete"))
                .count();
    }

    /** As each look at the site would, some time later. */
    private void remove() {
        var request = new WorkRequest(Gateway.id(), "server.cleanup", server, List.of(), server, Duration.ZERO);
        SERVICE.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> SERVICE.bean(WorkQueue.class).enqueue(List.of(request)));
    }

    /** @return the VM id that it is seen under */
    private int see(String node) {
        var reservation =
                SERVICE.bean(ServerTable.class).find(server).orElseThrow().reservation();
        var mark = new Mark(
                UUID.fromString(RunningService.INSTALLATION), server, reservation.vmId(), reservation.operation());
        SERVICE.inspector()
                .guests
                .add(new ObservedGuest(
                        reservation.vmId(), "qemu", "seen", node, "running", false, null, mark, 2, 2048));
        SERVICE.inspector().observed = true;
        return reservation.vmId();
    }
}
