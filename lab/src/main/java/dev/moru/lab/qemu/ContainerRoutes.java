package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /nodes/{node}/lxc}: containers can be looked at, nothing more. */
public final class ContainerRoutes {

    private final Qemu qemu;
    private final GuestView view;

    public ContainerRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.view = new GuestView(qemu.clock());
    }

    public void addTo(Routes routes) {
        routes.get("/nodes/{node}/lxc", this::list)
                .get(
                        "/nodes/{node}/lxc/{vmid}",
                        call -> List.of(Map.of("subdir", "config"), Map.of("subdir", "status")))
                .get("/nodes/{node}/lxc/{vmid}/config", this::config)
                .get("/nodes/{node}/lxc/{vmid}/status/current", call -> shown(required(call)));
    }

    private List<Map<String, Object>> list(Call call) {
        return qemu.vms().on(call.node(), true).stream()
                .filter(container -> qemu.permissions().has(call.caller(), "/vms/" + container.vmid(), "VM.Audit"))
                .map(this::shown)
                .toList();
    }

    private Map<String, Object> shown(Vm container) {
        var shown = view.figures(container);
        shown.put("type", "lxc");
        shown.put("cpus", Sizing.cpus(container.config()));
        return shown;
    }

    private Map<String, Object> config(Call call) {
        var container = required(call);
        var shown = new TreeMap<String, Object>();
        container
                .config()
                .forEach((option, value) ->
                        shown.put(option, value.matches("\\d{1,9}") ? (Object) Long.parseLong(value) : value));
        shown.put("digest", Digest.of(container));
        return shown;
    }

    private Vm required(Call call) {
        return qemu.vms()
                .find(call.vmid())
                .filter(vm -> vm.container() && vm.node().equals(call.node()))
                .orElseThrow(() -> ApiFailure.because(
                        "Configuration file 'nodes/" + call.node() + "/lxc/" + call.vmid() + ".conf' does not exist"));
    }
}
