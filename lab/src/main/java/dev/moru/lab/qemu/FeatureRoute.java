package dev.moru.lab.qemu;

import dev.moru.lab.api.Call;
import java.util.List;
import java.util.Map;

/** {@code GET .../feature}: whether the disks of a VM can be cloned, copied or snapshotted. */
final class FeatureRoute {

    private final Qemu qemu;
    private final Drives drives;

    FeatureRoute(Qemu qemu) {
        this.qemu = qemu;
        this.drives = new Drives(qemu);
    }

    Map<String, Object> handle(Call call) {
        var vm = qemu.vms().toRead(call.node(), call.vmid());
        var has = drives.volumes(vm).stream().allMatch(volume -> {
            var type = qemu.storages().require(vm.node(), volume.storage()).type();
            return switch (call.text("feature")) {
                case "snapshot" -> type.supportsSnapshots(volume.format());
                case "clone" -> type.supportsLinkedClones(volume.format());
                default -> true;
            };
        });
        return Map.of("hasFeature", has ? 1 : 0, "nodes", List.of(vm.node()));
    }
}
