package dev.moru.lab;

import dev.moru.lab.api.Locks;
import dev.moru.lab.ledger.Mark;
import dev.moru.lab.qemu.Vm;
import dev.moru.lab.qemu.Vms;
import dev.moru.lab.storage.Storages;
import dev.moru.lab.storage.Volume;
import dev.moru.lab.task.Task;
import dev.moru.lab.task.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /lab/state}: everything that exists, for whoever judges a run. */
final class StateView {

    private final Vms vms;
    private final Storages storages;
    private final Tasks tasks;
    private final Locks locks;

    StateView(Vms vms, Storages storages, Tasks tasks, Locks locks) {
        this.vms = vms;
        this.storages = storages;
        this.tasks = tasks;
        this.locks = locks;
    }

    Map<String, Object> shown() {
        var state = new LinkedHashMap<String, Object>();
        state.put("vms", vms.all().stream().map(StateView::shown).toList());
        state.put(
                "disks",
                storages.volumes().stream()
                        .filter(volume -> !volume.content().equals("backup"))
                        .map(StateView::shown)
                        .toList());
        state.put(
                "backups",
                storages.volumes().stream()
                        .filter(volume -> volume.content().equals("backup"))
                        .map(StateView::shown)
                        .toList());
        state.put("tasks", tasks.all().stream().map(StateView::shown).toList());
        state.put("locks", List.copyOf(locks.held()));
        return state;
    }

    private static Map<String, Object> shown(Vm vm) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("vmid", vm.vmid());
        shown.put("name", vm.name());
        shown.put("node", vm.node());
        shown.put("kind", vm.container() ? "lxc" : "qemu");
        shown.put("status", vm.power().isOn() ? "running" : "stopped");
        shown.put("template", vm.isTemplate());
        if (vm.lock() != null) {
            shown.put("lock", vm.lock());
        }
        Mark.in(vm.description()).ifPresent(mark -> shown.put("mark", mark));
        return shown;
    }

    private static Map<String, Object> shown(Volume volume) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("volid", volume.id());
        shown.put("vmid", volume.vmid());
        shown.put("sizeBytes", volume.sizeBytes());
        if (volume.node() != null) {
            shown.put("node", volume.node());
        }
        return shown;
    }

    private static Map<String, Object> shown(Task task) {
        var shown = new LinkedHashMap<String, Object>();
        shown.put("upid", task.upid());
        shown.put("status", task.isRunning() ? "running" : "stopped");
        if (task.exit() != null) {
            shown.put("exitstatus", task.exit());
        }
        return shown;
    }
}
