package dev.moru.lab.qemu;

import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What cloud-init will be told, and telling it anew. */
final class CloudInitRoutes {

    private final Qemu qemu;

    CloudInitRoutes(Qemu qemu) {
        this.qemu = qemu;
    }

    void addTo(Routes routes) {
        var base = "/nodes/{node}/qemu/{vmid}/cloudinit";
        routes.get(base, this::settings).put(base, this::regenerate).get(base + "/dump", this::dump);
    }

    private List<Map<String, Object>> settings(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var rows = new ArrayList<Map<String, Object>>();
        vm.config().forEach((option, value) -> {
            if (Options.isCloudInit(option)) {
                var row = new TreeMap<String, Object>();
                row.put("key", option);
                row.put("value", option.equals("cipassword") ? "**********" : value);
                rows.add(row);
            }
        });
        return rows;
    }

    /** The simulated guest reads its settings whenever it is asked, so there is nothing to write. */
    private @Nullable Object regenerate(Call call) {
        qemu.vms().unlocked(call);
        return null;
    }

    private String dump(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        return switch (call.text("type")) {
            case "user" -> CloudInit.userData(vm);
            case "network" -> CloudInit.networkData(vm);
            default -> "instance-id: " + CloudInit.instanceId(vm) + "\n";
        };
    }
}
