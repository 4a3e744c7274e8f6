package dev.moru.lab.qemu;

import dev.moru.lab.schema.Parameter;
import dev.moru.lab.schema.PropertyString;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/** A network card; it is stored as {@code virtio=BC:24:11:..,bridge=vmbr0}. */
record Nic(String model, String mac, Map<String, String> options) {

    static Nic parse(Parameter schema, String text, RandomGenerator random) {
        var values = new LinkedHashMap<>(PropertyString.parse(schema, text).values());
        var model = values.remove("model");
        var mac = values.remove("macaddr");
        return new Nic(
                model == null ? "virtio" : model,
                mac == null ? randomMac(random) : mac.toUpperCase(Locale.ROOT),
                values);
    }

    static String randomMac(RandomGenerator random) {
        return "BC:24:11:%02X:%02X:%02X".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    Nic withMac(String newMac) {
        return new Nic(model, newMac, options);
    }

    String bridge() {
        return options.getOrDefault("bridge", "");
    }

    String print() {
        return PropertyString.print(model + "=" + mac, options);
    }
}
