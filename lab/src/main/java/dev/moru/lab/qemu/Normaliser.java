package dev.moru.lab.qemu;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Call;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings option values into the form in which Proxmox stores them. */
final class Normaliser {

    private static final Pattern SSH_KEY =
            Pattern.compile("(ssh-(rsa|dss|ed25519)|ecdsa-sha2-nistp\\d+|sk-[a-z0-9@.-]+)\\s+[A-Za-z0-9+/=]+(\\s.*)?");

    private final Qemu qemu;

    Normaliser(Qemu qemu) {
        this.qemu = qemu;
    }

    String stored(Vm vm, String option, String value) {
        if (Options.isNet(option)) {
            return nic(vm, option, value).print();
        }
        return switch (option) {
            case "tags" -> tags(value);
            case "cipassword" -> "$5$lab$" + Integer.toHexString(value.hashCode());
            default -> value.replace('\0', ',');
        };
    }

    /** A card that is given without an address keeps the one it has. */
    private Nic nic(Vm vm, String option, String value) {
        var schema = qemu.options().schema(option).orElseThrow();
        var wanted = Nic.parse(schema, value, qemu.random());
        var namesOne = value.matches(".*[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}.*");
        return namesOne
                ? wanted
                : vm.option(option)
                        .map(present -> wanted.withMac(
                                Nic.parse(schema, present, qemu.random()).mac()))
                        .orElse(wanted);
    }

    /** Lower-case, sorted, each once. */
    static String tags(String value) {
        return Call.split(value).stream()
                .map(tag -> tag.toLowerCase(Locale.ROOT))
                .distinct()
                .sorted()
                .collect(Collectors.joining(";"));
    }

    /** What has to fit to the rest of the config. */
    void checkAgainst(Vm vm, Map<String, String> set, List<String> delete) {
        var merged = new HashMap<>(vm.configWithPending());
        merged.putAll(set);
        delete.forEach(merged::remove);
        if (set.containsKey("boot")) {
            checkBootOrder(set.get("boot"), merged);
        }
        if (set.containsKey("balloon") || set.containsKey("memory")) {
            checkBalloon(merged);
        }
        if (set.containsKey("sshkeys")) {
            checkSshKeys(set.get("sshkeys"));
        }
    }

    private static void checkBootOrder(@Nullable String boot, Map<String, String> config) {
        if (boot == null || !boot.startsWith("order=")) {
            return;
        }
        for (var device : boot.substring("order=".length()).split(";")) {
            if (!device.isEmpty() && !config.containsKey(device)) {
                throw ApiFailure.because("invalid bootorder: device '" + device + "' does not exist'");
            }
        }
    }

    private static void checkBalloon(Map<String, String> config) {
        var balloon = Long.parseLong(config.getOrDefault("balloon", "0"));
        if (balloon > Sizing.memoryMiB(config)) {
            throw ApiFailure.because("balloon value too large (must be smaller than assigned memory)");
        }
    }

    private static void checkSshKeys(@Nullable String encoded) {
        var keys = URLDecoder.decode(String.valueOf(encoded).replace("+", "%2B"), StandardCharsets.UTF_8);
        var bad = keys.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .anyMatch(line -> !SSH_KEY.matcher(line).matches());
        if (bad) {
            throw ApiFailure.because("SSH public key validation error");
        }
    }
}
