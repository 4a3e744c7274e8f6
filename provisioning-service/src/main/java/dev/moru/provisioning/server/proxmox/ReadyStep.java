package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.server.Address;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Qemu;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits until a started guest is as ready as was asked for, for a bounded time, and says how far it could look: nothing
 * answers TCP behind a simulated site, and nothing can be reached from here behind a jump host; there the guest agent
 * stands in.
 */
final class ReadyStep {

    private static final String STEP = StartStep.BOOT;
    private static final double STARTED = 0.5;

    private final Effect effect;
    private final CreateGuest request;
    private final GuestReader reader;
    private final Probe probe;

    ReadyStep(Effect effect, CreateGuest request, GuestReader reader) {
        this.effect = effect;
        this.request = request;
        this.reader = reader;
        this.probe = new Probe(effect.properties().connectTimeout());
    }

    /** Ends the step; gives what could not be looked at. */
    List<String> perform(Qemu vm) {
        var readiness = Readiness.parse(request.spec().readiness());
        if (readiness instanceof Readiness.Tcp tcp) {
            return connections(vm, tcp);
        }
        if (readiness instanceof Readiness.Agent) {
            awaitAgent(vm);
            effect.succeeded(STEP, "the guest agent answers");
        } else {
            effect.succeeded(STEP, "running");
        }
        return List.of();
    }

    private List<String> connections(Qemu vm, Readiness.Tcp tcp) {
        if (effect.site().spec().simulated()) {
            var stand = standIn(vm);
            effect.simulated(STEP, "%s; nothing answers on port %d of a simulated guest".formatted(stand, tcp.port()));
            return List.of();
        }
        if (isBehindJumpHost()) {
            var stand = standIn(vm);
            effect.succeeded(STEP, stand + "; it is behind a jump host");
            return List.of("readiness " + request.spec().readiness() + " was not looked at: behind a jump host");
        }
        effect.running(STEP, STARTED, "waiting for port " + tcp.port());
        await(
                "nothing answers on port " + tcp.port(),
                () -> candidates(vm).stream().anyMatch(address -> probe.answers(address, tcp)));
        effect.succeeded(STEP, "port " + tcp.port() + " answers");
        return List.of();
    }

    private String standIn(Qemu vm) {
        if (!hasAgent(vm)) {
            return "running";
        }
        awaitAgent(vm);
        return "the guest agent answers";
    }

    private boolean hasAgent(Qemu vm) {
        return request.source() instanceof GuestSource.Image made
                ? made.image().agent()
                : vm.config().hasAgent();
    }

    private boolean isBehindJumpHost() {
        return request.networks().stream()
                .map(ResolvedNetwork::network)
                .map(NetworkSpec::jumpHost)
                .anyMatch(Objects::nonNull);
    }

    private void awaitAgent(Qemu vm) {
        effect.running(STEP, STARTED, "waiting for the guest agent");
        await("no guest agent answers", () -> agentAnswers(vm));
    }

    static boolean agentAnswers(Qemu vm) {
        try {
            vm.agent().ping();
            return true;
        } catch (ProxmoxException.Busy notYet) {
            return false;
        }
    }

    /** The addresses that were given to it, and those that its agent tells. */
    private List<String> candidates(Qemu vm) {
        var addresses = new ArrayList<String>();
        for (var network : request.networks()) {
            fixed(network.ipv4()).ifPresent(addresses::add);
            fixed(network.ipv6()).ifPresent(addresses::add);
        }
        if (addresses.isEmpty()) {
            GuestReader.links(vm).map(links -> reader.addresses(vm.config(), links)).orElse(List.of()).stream()
                    .map(Address::address)
                    .forEach(addresses::add);
        }
        return addresses;
    }

    private static Optional<String> fixed(@Nullable String address) {
        return Optional.ofNullable(address).filter(text -> !text.equals("dhcp")).map(text -> text.split("/", 2)[0]);
    }

    private void await(String otherwise, BooleanSupplier ready) {
        var limit = effect.properties().readiness();
        if (effect.becomesTrue(limit, ready)) {
            return;
        }
        effect.stopIfAsked();
        throw HypervisorFailure.permanent(
                "guest-not-ready",
                "The guest does not become ready",
                "%s within %d s".formatted(otherwise, limit.toSeconds()),
                "look at its console; an image without what is waited for needs another readiness");
    }
}
