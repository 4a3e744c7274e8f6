package dev.moru.lab.qemu;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A VM or container.
 *
 * @param config options as they are stored, property strings in their normal form
 * @param pending changes that wait for the next start; an empty value is a removal
 */
public record Vm(
        int vmid,
        String node,
        boolean container,
        Map<String, String> config,
        Map<String, String> pending,
        Map<String, Snapshot> snapshots,
        Power power,
        Guest guest) {

    public Vm {
        config = Collections.unmodifiableMap(new TreeMap<>(config));
        pending = Collections.unmodifiableMap(new TreeMap<>(pending));
        snapshots = Collections.unmodifiableMap(new TreeMap<>(snapshots));
    }

    /**
     * @param startedAt epoch milliseconds, 0 when it is stopped
     */
    public record Power(long startedAt, boolean paused) {

        public static final Power OFF = new Power(0, false);

        public boolean isOn() {
            return startedAt > 0;
        }
    }

    /** @param agentAfterMillis how long after the start the guest agent answers, -1 for never */
    public record Guest(long agentAfterMillis) {

        public static final Guest WITHOUT_AGENT = new Guest(-1);
    }

    /**
     * @param time epoch seconds
     * @param withState whether memory was saved too
     */
    public record Snapshot(
            Map<String, String> config,
            String description,
            long time,
            boolean withState,
            @Nullable String parent) {

        /** Under which the host's disk is kept. */
        String image(int vmid, String name) {
            return "snapshot " + name + " of " + vmid + " at " + time;
        }
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(config.get(name));
    }

    public boolean isTemplate() {
        return "1".equals(config.get("template"));
    }

    public @Nullable String description() {
        return config.get("description");
    }

    public String name() {
        return config.getOrDefault(container ? "hostname" : "name", (container ? "CT" : "VM ") + vmid);
    }

    /** {@code backup}, {@code clone}, ...; null when the config is not locked. */
    public @Nullable String lock() {
        return config.get("lock");
    }

    public Vm with(String option, String value) {
        var changed = new TreeMap<>(config);
        changed.put(option, value);
        return withConfig(changed);
    }

    public Vm without(String option) {
        var changed = new TreeMap<>(config);
        changed.remove(option);
        return withConfig(changed);
    }

    public Vm withConfig(Map<String, String> newConfig) {
        return new Vm(vmid, node, container, newConfig, pending, snapshots, power, guest);
    }

    public Vm withPending(Map<String, String> newPending) {
        return new Vm(vmid, node, container, config, newPending, snapshots, power, guest);
    }

    public Vm withSnapshots(Map<String, Snapshot> newSnapshots) {
        return new Vm(vmid, node, container, config, pending, newSnapshots, power, guest);
    }

    public Vm withPower(Power newPower) {
        return new Vm(vmid, node, container, config, pending, snapshots, newPower, guest);
    }

    /** The config with what is pending put into it, as the next start will see it. */
    public Map<String, String> configWithPending() {
        var merged = new TreeMap<>(config);
        pending.forEach((option, value) -> {
            if (value.isEmpty()) {
                merged.remove(option);
            } else {
                merged.put(option, value);
            }
        });
        return merged;
    }
}
