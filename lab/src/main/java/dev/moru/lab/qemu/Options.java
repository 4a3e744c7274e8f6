package dev.moru.lab.qemu;

import dev.moru.lab.schema.Endpoint;
import dev.moru.lab.schema.Facts;
import dev.moru.lab.schema.Parameter;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the schema knows about the options of a VM. */
public final class Options {

    private static final Pattern DISK = Pattern.compile("(ide|sata|scsi|virtio)\\d+|efidisk0|tpmstate0");
    private static final Pattern NET = Pattern.compile("net\\d+");
    private static final Pattern UNUSED = Pattern.compile("unused\\d+");
    private static final Pattern IP_CONFIG = Pattern.compile("ipconfig\\d+");
    private static final Pattern ROOT_ONLY = Pattern.compile("args|lock|parallel\\d+|hookscript");
    private static final Set<String> CLOUD_INIT =
            Set.of("ciuser", "cipassword", "sshkeys", "nameserver", "searchdomain", "cicustom", "citype", "ciupgrade");
    private static final Set<String> NOT_OPTIONS = Set.of(
            "node",
            "vmid",
            "delete",
            "revert",
            "digest",
            "force",
            "skiplock",
            "background_delay",
            "import-working-storage",
            "archive",
            "storage",
            "pool",
            "unique",
            "bwlimit",
            "start",
            "live-restore",
            "ha-managed");

    private final Endpoint update;

    public Options(Facts facts) {
        this.update = facts.endpoint("PUT", "/nodes/{node}/qemu/{vmid}/config").orElseThrow();
    }

    static boolean isOption(String parameter) {
        return !NOT_OPTIONS.contains(parameter);
    }

    static boolean isDisk(String option) {
        return DISK.matcher(option).matches();
    }

    static boolean isNet(String option) {
        return NET.matcher(option).matches();
    }

    static boolean isUnused(String option) {
        return UNUSED.matcher(option).matches();
    }

    static boolean isCloudInit(String option) {
        return CLOUD_INIT.contains(option) || IP_CONFIG.matcher(option).matches();
    }

    static boolean isRootOnly(String option) {
        return ROOT_ONLY.matcher(option).matches();
    }

    Optional<Parameter> schema(String option) {
        return update.parameter(option);
    }

    /** Numbers and switches are JSON numbers in answers, all else is the text as it is stored. */
    Object typed(String option, String value) {
        var type = schema(option).map(Parameter::type).orElse("string");
        try {
            return switch (type) {
                case "integer", "boolean" -> Long.parseLong(value);
                case "number" ->
                    value.contains(".") ? (Object) Double.parseDouble(value) : (Object) Long.parseLong(value);
                default -> value;
            };
        } catch (NumberFormatException kept) {
            return value;
        }
    }
}
