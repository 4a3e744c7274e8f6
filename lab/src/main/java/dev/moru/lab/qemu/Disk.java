package dev.moru.lab.qemu;

import dev.moru.lab.schema.PropertyString;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A drive as the config has it: what it stands on, then its options.
 *
 * @param file a volume id, {@code none}, or what a request asks for: {@code local-lvm:8}, {@code local-lvm:cloudinit}
 */
record Disk(String file, Map<String, String> options) {

    private static final Pattern ALLOCATION =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9\\-_.]*[a-zA-Z0-9]):(\\d+(?:\\.\\d+)?)");
    private static final Pattern CLOUD_INIT_REQUEST =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9\\-_.]*[a-zA-Z0-9]):cloudinit");

    static Disk parse(String text) {
        var options = new LinkedHashMap<String, String>();
        var file = "";
        for (var part : text.split(",")) {
            var equals = part.indexOf('=');
            var isOption = equals > 0 && part.substring(0, equals).matches("[A-Za-z0-9_-]+");
            if (!isOption) {
                file = part.strip();
            } else if (part.startsWith("file=") || part.startsWith("volume=")) {
                file = part.substring(equals + 1);
            } else {
                options.put(part.substring(0, equals).strip(), part.substring(equals + 1));
            }
        }
        return new Disk(file, options);
    }

    /** The storage of the volume or of the request; empty for {@code none} and host drives. */
    String storage() {
        var colon = file.indexOf(':');
        return colon < 0 ? "" : file.substring(0, colon);
    }

    boolean isAllocation() {
        return ALLOCATION.matcher(file).matches();
    }

    double allocationGiB() {
        return Double.parseDouble(file.substring(file.indexOf(':') + 1));
    }

    boolean isCloudInitRequest() {
        return CLOUD_INIT_REQUEST.matcher(file).matches();
    }

    /** Asks for a volume that does not exist yet. */
    boolean isRequest() {
        return isAllocation() || isCloudInitRequest();
    }

    boolean isCloudInit() {
        return isCloudInitRequest() || file.contains("-cloudinit");
    }

    boolean isCdrom() {
        return "cdrom".equals(options.get("media")) || file.equals("cdrom");
    }

    /** A disk that the VM owns, rather than a drive with something in it. */
    boolean isOwned() {
        return file.contains(":") && (!isCdrom() || isCloudInit());
    }

    Disk on(String newFile) {
        return new Disk(newFile, options);
    }

    Disk with(String option, String value) {
        var changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return new Disk(file, changed);
    }

    Disk without(String option) {
        var changed = new LinkedHashMap<>(options);
        changed.remove(option);
        return new Disk(file, changed);
    }

    String print() {
        return PropertyString.print(file, options);
    }
}
