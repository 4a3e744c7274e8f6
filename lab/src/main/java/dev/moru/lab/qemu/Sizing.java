package dev.moru.lab.qemu;

import dev.moru.lab.storage.Size;
import java.util.Map;

/** How big a guest is, by its config. */
public final class Sizing {

    private static final int DEFAULT_MEMORY_MIB = 512;

    private Sizing() {}

    public static long memoryMiB(Map<String, String> config) {
        var memory = config.getOrDefault("memory", String.valueOf(DEFAULT_MEMORY_MIB));
        var digits = memory.replaceFirst("^current=", "").split(",", 2)[0];
        return digits.matches("\\d+") ? Long.parseLong(digits) : DEFAULT_MEMORY_MIB;
    }

    public static long cpus(Map<String, String> config) {
        return Long.parseLong(config.getOrDefault("cores", "1")) * Long.parseLong(config.getOrDefault("sockets", "1"));
    }

    /** Bytes of the disk that the guest boots from. */
    public static long diskBytes(Map<String, String> config) {
        return config.entrySet().stream()
                .filter(option ->
                        Options.isDisk(option.getKey()) || option.getKey().equals("rootfs"))
                .map(option -> Disk.parse(option.getValue()))
                .filter(disk -> !disk.isCdrom() && disk.options().containsKey("size"))
                .mapToLong(disk -> Size.parse(disk.options().getOrDefault("size", "0")))
                .findFirst()
                .orElse(0);
    }
}
