package dev.moru.lab.qemu;

import dev.moru.lab.api.Call;
import dev.moru.lab.api.Handler;
import dev.moru.lab.api.Routes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** {@code .../agent}: questions to the guest. There is no guest, so commands inside it are not built. */
final class AgentRoutes {

    private final Qemu qemu;
    private final Agent agent;
    private final GuestNetwork network;

    AgentRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.agent = new Agent(qemu);
        this.network = new GuestNetwork(qemu);
    }

    void addTo(Routes routes) {
        var base = "/nodes/{node}/qemu/{vmid}/agent";
        routes.get(base, call -> List.of(Map.of("name", "ping"), Map.of("name", "network-get-interfaces")))
                .post(base + "/ping", asked(vm -> Map.of()))
                .get(base + "/info", asked(vm -> Map.of("version", "7.2.19", "supported_commands", List.of())))
                .get(base + "/network-get-interfaces", asked(network::interfaces))
                .get(base + "/get-host-name", asked(vm -> Map.of("host-name", vm.name())))
                .get(base + "/get-osinfo", asked(vm -> operatingSystem()))
                .get(base + "/get-time", asked(vm -> qemu.clock().millis() * 1_000_000))
                .get(base + "/get-timezone", asked(vm -> Map.of("offset", 0, "zone", "UTC")))
                .get(base + "/get-users", asked(vm -> List.of()))
                .get(base + "/get-vcpus", asked(AgentRoutes::cpus))
                .get(base + "/get-fsinfo", asked(vm -> fileSystems(vm)))
                .post(base + "/fsfreeze-status", asked(vm -> "thawed"))
                .post(base + "/fsfreeze-freeze", asked(vm -> 1))
                .post(base + "/fsfreeze-thaw", asked(vm -> 1))
                .post(base + "/fstrim", asked(vm -> Map.of("paths", List.of())));
    }

    private Handler asked(Function<Vm, @Nullable Object> answer) {
        return call -> {
            var vm = vm(call);
            agent.require(vm);
            return Collections.singletonMap("result", answer.apply(vm));
        };
    }

    private Vm vm(Call call) {
        return qemu.vms().toRead(call.node(), call.vmid());
    }

    private static Map<String, String> operatingSystem() {
        return Map.of(
                "id", "debian",
                "name", "Debian GNU/Linux",
                "pretty-name", "Debian GNU/Linux 12 (bookworm)",
                "version-id", "12",
                "kernel-release", "6.1.0-amd64",
                "machine", "x86_64");
    }

    private static List<Map<String, Object>> cpus(Vm vm) {
        return LongStream.range(0, Sizing.cpus(vm.config()))
                .<Map<String, Object>>mapToObj(number -> Map.of("logical-id", number, "online", true))
                .toList();
    }

    private static List<Map<String, Object>> fileSystems(Vm vm) {
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
