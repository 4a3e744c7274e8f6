package dev.moru.lab.guest.nspawn;

import dev.moru.lab.guest.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folder that the script knows a machine by; what stands in which file is told at the head of the script.
 *
 * @param prefix tells machines and bridges of one lab from those of another on the same computer
 */
record MachineFolder(Path path, int vmid, String prefix) {

    private static final int LONGEST_DEVICE = 15;

    boolean hasDisk() {
        return Files.isDirectory(path.resolve("disk"));
    }

    /** Whether the system inside was powered off from inside, and not since switched on. */
    boolean hasSwitchedItselfOff() {
        return Files.exists(path.resolve("off"));
    }

    /** So that the next start of the lab switches it on again. */
    void forgetHowItEnded() {
        try {
            Files.deleteIfExists(path.resolve("off"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Optional<ProcessHandle> supervisor() {
        try {
            return ProcessHandle.of(
                    Long.parseLong(Files.readString(path.resolve("pid")).strip()));
        } catch (IOException | NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** What a folder needs so that the script can be asked about it. */
    void prepare() {
        create(path);
        write("name", prefix + "-" + Integer.toString(vmid, Character.MAX_RADIX) + "\n");
    }

    void describe(Machine machine) {
        prepare();
        write("limits", machine.memoryMiB() + " " + machine.cpus() + "\n");
        write("nics", lines(machine.cards().stream().map(this::nic).toList()));
        machine.seed().ifPresent(this::seed);
    }

    private String nic(Machine.Card card) {
        var bridge = prefix + "-" + card.bridge();
        var name = bridge.substring(0, Math.min(LONGEST_DEVICE, bridge.length()));
        return (card.device() + " " + card.mac() + " " + name + " " + String.join(" ", card.gateways())).strip();
    }

    private void seed(Machine.Seed seed) {
        create(path.resolve("seed/network"));
        removeOldNetworks();
        seed.networks().forEach(network -> write("seed/network/10-" + network.device() + ".network", text(network)));
        write("seed/hostname", seed.hostname() + "\n");
        write("seed/user", seed.user() + "\n");
        write("seed/authorized_keys", lines(seed.keys()));
        write("seed/resolv.conf", resolver(seed));
        write("seed/instance-id", seed.instanceId() + "\n");
    }

    private void removeOldNetworks() {
        try (var old = Files.list(path.resolve("seed/network"))) {
            for (var file : old.toList()) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String text(Machine.Network network) {
        var text = new StringBuilder("[Match]\nName=" + network.device() + "\n[Network]\nIPv6AcceptRA=no\n");
        network.addresses()
                .forEach(address -> text.append("Address=").append(address).append('\n'));
        network.gateways()
                .forEach(gateway -> text.append("Gateway=").append(gateway).append('\n'));
        return text.toString();
    }

    private static String resolver(Machine.Seed seed) {
        var search = seed.searchDomains().isEmpty() ? "" : "search " + String.join(" ", seed.searchDomains()) + "\n";
        return seed.nameServers().isEmpty()
                ? ""
                : search
                        + lines(seed.nameServers().stream()
                                .map(server -> "nameserver " + server)
                                .toList());
    }

    private static String lines(List<String> lines) {
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(String file, String text) {
        try {
            Files.writeString(path.resolve(file), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
