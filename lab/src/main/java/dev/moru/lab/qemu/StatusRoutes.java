package dev.moru.lab.qemu;

import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Lists and states of VMs. */
final class StatusRoutes {

    private static final long FIRST_PID = 2_000;

    private final Qemu qemu;
    private final GuestView view;

    StatusRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.view = new GuestView(qemu.clock());
    }

    void addTo(Routes routes) {
        routes.get("/nodes/{node}/qemu", this::list)
                .get("/nodes/{node}/qemu/{vmid}", call -> folders("config", "status", "snapshot", "agent"))
                .get("/nodes/{node}/qemu/{vmid}/status", call -> folders("current", "start", "stop"))
                .get("/nodes/{node}/qemu/{vmid}/status/current", this::current);
    }

    private static List<Map<String, String>> folders(String... names) {
        return Arrays.stream(names).map(name -> Map.of("subdir", name)).toList();
    }

    private List<Map<String, Object>> list(Call call) {
        return qemu.vms().on(call.node(), false).stream()
                .filter(vm -> qemu.permissions().has(call.caller(), "/vms/" + vm.vmid(), "VM.Audit"))
                .map(this::listed)
                .toList();
    }

    private Map<String, Object> listed(Vm vm) {
        var shown = view.figures(vm);
        shown.put("cpus", Sizing.cpus(vm.config()));
        if (vm.power().isOn()) {
            shown.put("pid", FIRST_PID + vm.vmid());
        }
        return shown;
    }

    private Map<String, Object> current(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var shown = listed(vm);
        shown.put("qmpstatus", vm.power().isOn() ? (vm.power().paused() ? "paused" : "running") : "stopped");
        shown.put("ha", Map.of("managed", 0));
        if (Agent.isConfigured(vm)) {
            shown.put("agent", 1);
        }
        if (vm.power().isOn()) {
            shown.put("running-machine", "pc-i440fx-9.2+pve1");
            shown.put("running-qemu", "10.0.2");
            vm.option("balloon").map(Long::parseLong).ifPresent(mib -> shown.put("balloon", mib << 20));
        }
        return shown;
    }
}
