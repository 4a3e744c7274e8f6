package dev.moru.lab.qemu;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What an agent would say in a guest that is not there. */
final class MadeUpAnswers {

    private final GuestNetwork network;

    MadeUpAnswers(Qemu qemu) {
        this.network = new GuestNetwork(qemu);
    }

    List<Map<String, Object>> interfaces(Vm vm) {
        return network.interfaces(vm);
    }

    Map<String, String> hostName(Vm vm) {
        return Map.of("host-name", vm.name());
    }

    Map<String, String> operatingSystem() {
        return Map.of(
                "id", "debian",
                "name", "Debian GNU/Linux",
                "pretty-name", "Debian GNU/Linux 12 (bookworm)",
                "version-id", "12",
                "kernel-release", "6.1.0-amd64",
                "machine", "x86_64");
    }

    List<Map<String, Object>> cpus(Vm vm) {
        return LongStream.range(0, Sizing.cpus(vm.config()))
                .<Map<String, Object>>mapToObj(number -> Map.of("logical-id", number, "online", true))
                .toList();
    }

    List<Map<String, Object>> fileSystems(Vm vm) {
        var total = Sizing.diskBytes(vm.config());
        return List.of(Map.of(
                "name",
                "sda1",
                "mountpoint",
                "/",
                "type",
                "ext4",
                "total-bytes",
                total,
                "used-bytes",
                total / 10,
                "disk",
                List.of()));
    }
}
