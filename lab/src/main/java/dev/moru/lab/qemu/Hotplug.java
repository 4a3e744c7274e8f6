package dev.moru.lab.qemu;

import java.util.List;
import java.util.Set;

/** Which options a running VM takes at once; the others wait for the next start. */
final class Hotplug {

    private static final Set<String> NEVER_PENDING = Set.of(
            "name",
            "description",
            "tags",
            "onboot",
            "protection",
            "startup",
            "hookscript",
            "lock",
            "shares",
            "migrate_downtime",
            "migrate_speed",
            "vmstatestorage",
            "template");

    private static final String DEFAULT_CLASSES = "network,disk,usb";

    private Hotplug() {}

    static boolean isHot(Vm vm, String option) {
        return NEVER_PENDING.contains(option)
                || Options.isCloudInit(option)
                || Options.isUnused(option)
                || classes(vm).contains(classOf(option));
    }

    private static List<String> classes(Vm vm) {
        var value = vm.option("hotplug").orElse(DEFAULT_CLASSES);
        return List.of((value.equals("1") ? DEFAULT_CLASSES : value).split(","));
    }

    /** IDE drives and EFI disks can't be plugged; neither can what has no class. */
    private static String classOf(String option) {
        if (Options.isNet(option)) {
            return "network";
        }
        if (option.startsWith("scsi") && Options.isDisk(option)
                || option.startsWith("virtio") && Options.isDisk(option)) {
            return "disk";
        }
        return switch (option) {
            case "cores", "sockets", "vcpus", "cpulimit", "cpuunits" -> "cpu";
            case "memory" -> "memory";
            default -> option.startsWith("usb") ? "usb" : "none";
        };
    }
}
