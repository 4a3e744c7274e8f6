package dev.moru.lab.qemu;

import dev.moru.lab.api.Call;
import dev.moru.lab.api.Routes;
import dev.moru.lab.task.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reading and changing the options of a VM. */
final class ConfigRoutes {

    private static final String MASK = "**********";

    private final Qemu qemu;
    private final ConfigUpdate update;

    ConfigRoutes(Qemu qemu) {
        this.qemu = qemu;
        this.update = new ConfigUpdate(qemu);
    }

    void addTo(Routes routes) {
        routes.get("/nodes/{node}/qemu/{vmid}/config", this::read)
                .put("/nodes/{node}/qemu/{vmid}/config", this::write)
                .post("/nodes/{node}/qemu/{vmid}/config", this::writeInTask)
                .get("/nodes/{node}/qemu/{vmid}/pending", this::pending);
    }

    private Map<String, Object> read(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var snapshot =
                call.find("snapshot").map(name -> Snapshots.required(vm, name).config());
        var config = snapshot.orElseGet(() -> call.flag("current", false) ? vm.config() : vm.configWithPending());
        var shown = new TreeMap<String, Object>();
        config.forEach((option, value) -> shown.put(
                option, option.equals("cipassword") ? MASK : qemu.options().typed(option, value)));
        shown.put("digest", Digest.of(vm));
        return shown;
    }

    private List<Map<String, Object>> pending(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var shown = new ArrayList<Map<String, Object>>();
        var options = new TreeSet<>(vm.config().keySet());
        options.addAll(vm.pending().keySet());
        for (var option : options) {
            var entry = new TreeMap<String, Object>();
            entry.put("key", option);
            vm.option(option)
                    .ifPresent(value -> entry.put(
                            "value",
                            option.equals("cipassword") ? MASK : qemu.options().typed(option, value)));
            var waiting = vm.pending().get(option);
            if (waiting != null && waiting.isEmpty()) {
                entry.put("delete", 1);
            } else if (waiting != null) {
                entry.put("pending", qemu.options().typed(option, waiting));
            }
            shown.add(entry);
        }
        return shown;
    }

    private @Nullable Object write(Call call) {
        var vm = qemu.vms().unlocked(call);
        update.check(vm, call);
        update.apply(vm, call, line -> {});
        return null;
    }

    private String writeInTask(Call call) {
        var vm = qemu.vms().unlocked(call);
        update.check(vm, call);
        var script = Script.begin(worker -> qemu.vms().lock(worker, vm.vmid())).then(0.05, worker -> {
            worker.log("update VM " + vm.vmid() + ":" + ConfigUpdate.asOptions(call));
            update.apply(qemu.vms().required(vm.vmid()), call, worker::log);
        });
        return qemu.tasks().start(call, call.node(), "qmconfig", String.valueOf(vm.vmid()), script);
    }
}
