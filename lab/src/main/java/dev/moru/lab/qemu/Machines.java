package dev.moru.lab.qemu;

import dev.moru.lab.guest.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads from the config of a VM what the host behind it needs to know. */
final class Machines {

    /** Whom the cloud images of Debian make when nobody else is asked for. */
    private static final String DEFAULT_USER = "debian";

    private final Qemu qemu;

    Machines(Qemu qemu) {
        this.qemu = qemu;
    }

    Machine of(Vm vm) {
        var cards = cards(vm).entrySet().stream()
                .map(card -> card(vm, card.getKey(), card.getValue()))
                .toList();
        return new Machine(vm.vmid(), Sizing.memoryMiB(vm.config()), Sizing.cpus(vm.config()), cards, seed(vm));
    }

    /** The cards of a VM by number. */
    Map<Integer, Nic> cards(Vm vm) {
        var cards = new TreeMap<Integer, Nic>();
        vm.config().forEach((option, value) -> {
            if (Options.isNet(option)) {
                var schema = qemu.options().schema(option).orElseThrow();
                cards.put(Integer.parseInt(option.substring(3)), Nic.parse(schema, value, qemu.random()));
            }
        });
        return cards;
    }

    private static Machine.Card card(Vm vm, int number, Nic nic) {
        return new Machine.Card(
                "eth" + number,
                nic.mac().toLowerCase(Locale.ROOT),
                nic.bridge(),
                IpConfig.of(vm, number).gatewaysWithPrefix());
    }

    /** Without a drive to read them from, cloud-init's options have no effect. */
    private Optional<Machine.Seed> seed(Vm vm) {
        if (Drives.owned(vm.config()).values().stream().noneMatch(Disk::isCloudInit)) {
            return Optional.empty();
        }
        return Optional.of(new Machine.Seed(
                CloudInit.instanceId(vm),
                vm.name(),
                vm.option("ciuser").orElse(DEFAULT_USER),
                keys(vm),
                networks(vm),
                words(vm, "nameserver"),
                words(vm, "searchdomain")));
    }

    private static List<String> keys(Vm vm) {
        return vm.option("sshkeys").map(CloudInit::decodedKeys).orElse(List.of());
    }

    private static List<String> words(Vm vm, String option) {
        return vm.option(option)
                .map(text -> List.of(text.strip().split("\\s+")))
                .orElse(List.of());
    }

    private List<Machine.Network> networks(Vm vm) {
        var networks = new ArrayList<Machine.Network>();
        cards(vm).keySet().forEach(number -> {
            var config = IpConfig.of(vm, number);
            networks.add(new Machine.Network("eth" + number, config.addresses(), config.gateways()));
        });
        return networks;
    }
}
