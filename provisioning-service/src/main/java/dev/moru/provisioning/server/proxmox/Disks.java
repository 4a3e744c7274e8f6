package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.site.HypervisorFailure;
import dev.moru.proxmox.PropertyString;
import dev.moru.proxmox.QemuConfig;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which disk of a guest is which. The root disk is the one that it boots from. The others carry their name as serial
 * number, which the guest sees too ({@code /dev/disk/by-id}); those that Moru did not make are called by their place.
 */
final class Disks {

    static final String ROOT = "root";

    private static final List<String> BOOT_PLACES = List.of("scsi0", "virtio0", "sata0", "ide0");
    private static final Map<String, Integer> LAST_INDEX = Map.of("scsi", 30, "virtio", 15, "sata", 5, "ide", 3);
    private static final Pattern SIZE = Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGT]?)");
    private static final int LONGEST_SERIAL = 20;
    private static final int HASH_DIGITS = 6;

    private final QemuConfig config;

    private Disks(QemuConfig config) {
        this.config = config;
    }

    static Disks of(QemuConfig config) {
        return new Disks(config);
    }

    /** The place of a disk by its name. */
    Optional<String> place(String name) {
        if (name.equals(ROOT)) {
            return rootPlace();
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
        if (rootPlace().filter(place::equals).isPresent()) {
            return ROOT;
        }
        return Optional.ofNullable(config.disks().get(place))
                .flatMap(disk -> disk.get("serial"))
                .orElse(place);
    }

    Optional<String> rootPlace() {
        var disks = config.disks();
        var order = config.properties("boot")
                .flatMap(boot -> boot.get("order"))
                .map(devices -> List.of(devices.split("[;\\s]+")))
                .or(() -> config.get("bootdisk").map(List::of))
                .orElse(List.of());
        return order.stream()
                .filter(disks::containsKey)
                .findFirst()
                .or(() -> BOOT_PLACES.stream().filter(disks::containsKey).findFirst())
                .or(() -> disks.keySet().stream().findFirst());
    }

    /** Where the next disk goes: on the bus of the root disk, at the first place that nothing has. */
    String freePlace() {
        var bus = rootPlace().orElse("scsi0").replaceAll("\\d+$", "");
        for (int index = 0; index <= LAST_INDEX.getOrDefault(bus, 0); index++) {
            if (config.get(bus + index).isEmpty()) {
                return bus + index;
            }
        }
        throw HypervisorFailure.permanent(
                "too-many-disks", "No place for another disk", "bus " + bus + " is full", null);
    }

    int sizeGiB(String place) {
        return Optional.ofNullable(config.disks().get(place))
                .flatMap(disk -> disk.get("size"))
                .map(Disks::wholeGiB)
                .orElse(0);
    }

    Optional<String> storage(String place) {
        return Optional.ofNullable(config.disks().get(place))
                .flatMap(PropertyString::volume)
                .map(volume -> volume.split(":", 2)[0]);
    }

    /** Rounded down, so that a disk that is a little too small is grown. */
    private static int wholeGiB(String text) {
        var size = SIZE.matcher(text);
        if (!size.matches()) {
            return 0;
        }
        int toKiB = switch (size.group(2)) {
            case "K" -> 0;
            case "M" -> 1;
            case "G" -> 2;
            case "T" -> 3;
            default -> -1;
        };
        return new BigDecimal(size.group(1))
                .multiply(BigDecimal.valueOf(1024).pow(toKiB + 1))
                .divide(BigDecimal.valueOf(1L << 30), RoundingMode.DOWN)
                .intValue();
    }

    /** A serial number has at most twenty characters. */
    static String serial(String name) {
        return name.length() <= LONGEST_SERIAL
                ? name
                : name.substring(0, LONGEST_SERIAL - HASH_DIGITS - 1) + "-"
                        + String.format("%06x", name.hashCode() & 0xFFFFFF);
    }
}
