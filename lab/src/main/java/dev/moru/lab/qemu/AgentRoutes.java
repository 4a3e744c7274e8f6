package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Handler;
import dev.moru.lab.api.Routes;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code .../agent}: questions to the guest. Where there is a host behind the VM, it answers. */
final class AgentRoutes {

    private final Qemu qemu;
    private final Agent agent;
    private final MadeUpAnswers madeUp;
    private final HostAnswers real;

    AgentRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.agent = new Agent(qemu);
        this.madeUp = new MadeUpAnswers(qemu);
        this.real = new HostAnswers(qemu.hosts());
    }

    void addTo(Routes routes) {
        var base = "/nodes/{node}/qemu/{vmid}/agent";
        routes.get(base, call -> List.of(Map.of("name", "ping"), Map.of("name", "network-get-interfaces")))
                .post(base + "/ping", asked(vm -> Map.of(), real::ping))
                .get(base + "/info", asked(vm -> Map.of("version", "7.2.19", "supported_commands", List.of())))
                .get(base + "/network-get-interfaces", asked(madeUp::interfaces, real::interfaces))
                .get(base + "/get-host-name", asked(madeUp::hostName, real::hostName))
                .get(base + "/get-osinfo", asked(vm -> madeUp.operatingSystem(), real::operatingSystem))
                .get(base + "/get-time", asked(vm -> qemu.clock().millis() * 1_000_000))
                .get(base + "/get-timezone", asked(vm -> Map.of("offset", 0, "zone", "UTC")))
                .get(base + "/get-users", asked(vm -> List.of()))
                .get(base + "/get-vcpus", asked(madeUp::cpus))
                .get(base + "/get-fsinfo", asked(madeUp::fileSystems))
                .post(base + "/fsfreeze-status", asked(vm -> "thawed"))
                .post(base + "/fsfreeze-freeze", asked(vm -> 1))
                .post(base + "/fsfreeze-thaw", asked(vm -> 1))
                .post(base + "/fstrim", asked(vm -> Map.of("paths", List.of())))
                .post(base + "/exec", inside(real::execute))
                .get(base + "/exec-status", inside(real::status))
                .get(base + "/file-read", inside(real::read));
    }

    private Handler asked(Function<Vm, @Nullable Object> answer) {
        return asked(answer, answer);
    }

    private Handler asked(Function<Vm, @Nullable Object> simulated, Function<Vm, @Nullable Object> hosted) {
        return call -> {
            var vm = answering(call);
            var answer = qemu.hosts().isReal(vm.vmid()) ? hosted : simulated;
            return Collections.singletonMap("result", answer.apply(vm));
        };
    }

    @FunctionalInterface
    private interface Inside {
        Map<String, Object> handle(Vm vm, Call call);
    }

    /** What needs a system to be done in. */
    private Handler inside(Inside handler) {
        return call -> {
            var vm = answering(call);
            if (!qemu.hosts().isReal(vm.vmid())) {
                throw new ApiFailure(
                        501,
                        "Method '" + call.endpoint().method() + " " + call.path()
                                + "' not implemented: the lab's guests are simulated");
            }
            return handler.handle(vm, call);
        };
    }

    private Vm answering(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        agent.require(vm);
        return vm;
    }
}
