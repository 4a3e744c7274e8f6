package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rights that Proxmox tests per option, beyond what its schema says. */
final class OptionRights {

    private static final Set<String> CPU =
            Set.of("cores", "sockets", "cpu", "vcpus", "cpulimit", "cpuunits", "numa", "smp", "affinity", "kvm");
    private static final Set<String> MEMORY = Set.of("memory", "balloon", "shares");
    private static final Set<String> HARDWARE = Set.of(
            "acpi",
            "hotplug",
            "vga",
            "scsihw",
            "machine",
            "arch",
            "tablet",
            "watchdog",
            "audio0",
            "rng0",
            "vmgenid",
            "smbios1");

    private final Qemu qemu;

    OptionRights(Qemu qemu) {
        this.qemu = qemu;
    }

    void require(Call call, Vm vm, Map<String, String> set, List<String> delete) {
        set.forEach((option, value) -> require(call, vm, option, value));
        delete.forEach(option -> require(call, vm, option, vm.option(option).orElse("")));
    }

    private void require(Call call, Vm vm, String option, String value) {
        if (call.caller().isRoot()) {
            return;
        }
        if (Options.isRootOnly(option)) {
            throw ApiFailure.because("only root can set '" + option + "' config");
        }
        if (Options.isDisk(option) || Options.isUnused(option)) {
            requireForDrive(call, vm, Disk.parse(value));
        } else if (Options.isNet(option)) {
            requireVm(call, vm, "VM.Config.Network");
            requireBridge(call, option, value);
        } else if (Options.isCloudInit(option)) {
            qemu.permissions().requireAny(call.caller(), path(vm), List.of("VM.Config.Cloudinit", "VM.Config.Network"));
        } else {
            requireVm(call, vm, privilege(option));
        }
        if (option.equals("startup")) {
            qemu.permissions().require(call.caller(), "/", "Sys.Modify");
        }
    }

    private static String privilege(String option) {
        if (CPU.contains(option)) {
            return "VM.Config.CPU";
        }
        if (MEMORY.contains(option)) {
            return "VM.Config.Memory";
        }
        return HARDWARE.contains(option) || option.startsWith("hostpci") || option.startsWith("usb")
                ? "VM.Config.HWType"
                : "VM.Config.Options";
    }

    private void requireForDrive(Call call, Vm vm, Disk disk) {
        if (disk.isCloudInit()) {
            requireVm(call, vm, "VM.Config.Cloudinit");
            requireVm(call, vm, "VM.Config.CDROM");
        } else if (disk.isCdrom()) {
            requireVm(call, vm, "VM.Config.CDROM");
        } else {
            requireVm(call, vm, "VM.Config.Disk");
        }
        if (disk.isAllocation() || disk.isCloudInitRequest()) {
            qemu.permissions().require(call.caller(), "/storage/" + disk.storage(), "Datastore.AllocateSpace");
        }
    }

    private void requireBridge(Call call, String option, String value) {
        var nic = Nic.parse(qemu.options().schema(option).orElseThrow(), value, qemu.random());
        if (!nic.bridge().isEmpty()) {
            var zone = "/sdn/zones/localnetwork/" + nic.bridge();
            var tag = nic.options().get("tag");
            qemu.permissions().require(call.caller(), tag == null ? zone : zone + "/" + tag, "SDN.Use");
        }
    }

    private void requireVm(Call call, Vm vm, String privilege) {
        qemu.permissions().require(call.caller(), path(vm), privilege);
    }

    private static String path(Vm vm) {
        return "/vms/" + vm.vmid();
    }
}
