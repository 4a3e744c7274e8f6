package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.server.Address;
import dev.moru.provisioning.server.GuestState;
import dev.moru.proxmox.GuestAgent;
import dev.moru.proxmox.PendingChange;
import dev.moru.proxmox.ProxmoxException;
import dev.moru.proxmox.Qemu;
import dev.moru.proxmox.QemuConfig;
import dev.moru.proxmox.QemuStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how a guest stands. */
final class GuestReader {

    private static final Pattern HARDWARE_ADDRESS = Pattern.compile("[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5}");
    private static final Pattern OF_THE_LINK = Pattern.compile("(?i)127\\..*|169\\.254\\..*|::1|fe[89ab].:.*");

    private final List<String> networks;

    /** @param networks the names of the networks of the guest's cards, in order; a card without is called by its place */
    GuestReader(List<String> networks) {
        this.networks = networks;
    }

    GuestState read(Qemu vm, QemuConfig config, List<String> warnings) {
        var status = vm.status();
        var links = links(vm, status);
        return new GuestState(
                vm.node(),
                power(status),
                agent(status, links),
                config.lock().orElse(null),
                links.map(found -> addresses(config, found)).orElse(List.of()),
                pending(vm),
                warnings);
    }

    private static String power(QemuStatus status) {
        return switch (status.status()) {
            case "running", "stopped" -> status.status();
            default -> "unknown";
        };
    }

    private static String agent(QemuStatus status, Optional<List<GuestAgent.Link>> links) {
        if (links.isPresent()) {
            return "running";
        }
        return status.isRunning() || !status.agent() ? "absent" : "unknown";
    }

    /** What the agent tells; empty when none answers, which costs seconds to learn and is no failure. */
    private static Optional<List<GuestAgent.Link>> links(Qemu vm, QemuStatus status) {
        return status.isRunning() && status.agent() ? links(vm) : Optional.empty();
    }

    static Optional<List<GuestAgent.Link>> links(Qemu vm) {
        try {
            return Optional.of(vm.agent().links());
        } catch (ProxmoxException.Busy | ProxmoxException.Refused | ProxmoxException.Forbidden silent) {
            return Optional.empty();
        }
    }

    /** Addresses that others can use, each with the network of the card that has it. */
    List<Address> addresses(QemuConfig config, List<GuestAgent.Link> links) {
        var found = new ArrayList<Address>();
        config.networkCards().forEach((place, card) -> {
            var hardware = HARDWARE_ADDRESS.matcher(card.toString());
            if (hardware.find()) {
                links.stream()
                        .filter(link -> hardware.group().equalsIgnoreCase(link.hardwareAddress()))
                        .flatMap(link -> link.addresses().stream())
                        .map(GuestAgent.Address::address)
                        .filter(address -> !OF_THE_LINK.matcher(address).matches())
                        .forEach(address ->
                                found.add(new Address(network(place), address.toLowerCase(Locale.ROOT), "agent")));
            }
        });
        return found;
    }

    private String network(String place) {
        int card = Integer.parseInt(place.replaceAll("\\D", ""));
        return card < networks.size() ? networks.get(card) : place;
    }

    private static List<String> pending(Qemu vm) {
        return vm.pending().stream()
                .filter(PendingChange::isPending)
                .map(GuestReader::text)
                .toList();
    }

    private static String text(PendingChange change) {
        var now = change.value() == null ? "none" : change.value();
        var then = change.pending() == null ? "none" : change.pending();
        return change.key() + ": " + now + " until the next boot, then " + then;
    }
}
