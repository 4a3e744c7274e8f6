package dev.moru.lab.qemu;

import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/** What can be seen of a running guest from outside. */
public final class GuestView {

    private static final double IDLE_CPU = 0.02;
    private static final double MEMORY_IN_USE = 0.4;
    private static final long MIB = 1L << 20;

    private final Clock clock;

    public GuestView(Clock clock) {
        this.clock = clock;
    }

    /** The figures that lists and the status have in common. */
    public Map<String, Object> figures(Vm vm) {
        var on = vm.power().isOn();
        var memory = Sizing.memoryMiB(vm.config()) * MIB;
        var uptime = uptimeSeconds(vm);
        var figures = new TreeMap<String, Object>();
        figures.put("vmid", vm.vmid());
        figures.put("name", vm.name());
        figures.put("status", on ? "running" : "stopped");
        figures.put("uptime", uptime);
        figures.put("cpu", on ? IDLE_CPU : 0);
        figures.put("mem", on ? (long) (memory * MEMORY_IN_USE) : 0);
        figures.put("maxmem", memory);
        figures.put("disk", 0);
        figures.put("maxdisk", Sizing.diskBytes(vm.config()));
        figures.put("diskread", uptime * 4096);
        figures.put("diskwrite", uptime * 2048);
        figures.put("netin", uptime * 512);
        figures.put("netout", uptime * 256);
        vm.option("lock").ifPresent(lock -> figures.put("lock", lock));
        vm.option("tags").ifPresent(tags -> figures.put("tags", tags));
        if (vm.isTemplate()) {
            figures.put("template", 1);
        }
        return figures;
    }

    public long uptimeSeconds(Vm vm) {
        return vm.power().isOn() ? Math.max(1, (clock.millis() - vm.power().startedAt()) / 1000) : 0;
    }
}
