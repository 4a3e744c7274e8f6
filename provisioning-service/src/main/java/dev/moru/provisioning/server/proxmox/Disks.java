package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.QemuConfig;
import java.util.Map;
import java.util.Optional;

/**
 * Which disk of a guest is which. The root disk is the one that it boots from. The others carry their name as serial
 * number, which the guest sees too ({@code /dev/disk/by-id}); those that Moru did not make are called by their place.
 */
record Disks(QemuConfig config) {

    static final String ROOT = "root";

    private static final Map<String, Integer> LAST_INDEX = Map.of("scsi", 30, "virtio", 15, "sata", 5, "ide", 3);
    private static final int LONGEST_SERIAL = 20;
    private static final int HASH_DIGITS = 6;

    /** The place of a disk by its name. */
    Optional<String> place(String name) {
        if (name.equals(ROOT)) {
            return config.bootDisk();
        }
        return config.disks().entrySet().stream()
                .filter(disk -> disk.getKey().equals(name)
                        || disk.getValue()
                                .get("serial")
                                .filter(serial(name)::equals)
                                .isPresent())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The name of a disk by its place. */
    String name(String place) {
        if (config.bootDisk().filter(place::equals).isPresent()) {
            return ROOT;
        }
        return Optional.ofNullable(config.disks().get(place))
                .flatMap(disk -> disk.get("serial"))
                .orElse(place);
    }

    /** Where the next disk goes: on the bus of the root disk, at the first place that nothing has. */
    String freePlace() {
        var bus = config.bootDisk().orElse("scsi0").replaceAll("\\d+$", "");
        for (int index = 0; index <= LAST_INDEX.getOrDefault(bus, 0); index++) {
            if (config.get(bus + index).isEmpty()) {
                return bus + index;
            }
        }
        throw HypervisorFailure.permanent(
                "too-many-disks", "No place for another disk", "bus " + bus + " is full", null);
    }

    /** A serial number has at most twenty characters. */
    static String serial(String name) {
        return name.length() <= LONGEST_SERIAL
                ? name
                : name.substring(0, LONGEST_SERIAL - HASH_DIGITS - 1) + "-"
                        + String.format("%06x", name.hashCode() & 0xFFFFFF);
    }
}
