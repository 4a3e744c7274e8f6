package dev.moru.lab.cluster;

import dev.moru.lab.estate.Estate;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.qemu.GuestView;
import dev.moru.lab.qemu.Sizing;
import dev.moru.lab.qemu.Vm;
import dev.moru.lab.qemu.Vms;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** The simulated hosts: which are there, and how busy they are. */
public final class Nodes {

    private static final long MIB = 1L << 20;
    private static final long HOST_ITSELF_MIB = 2048;
    private static final long ROOT_FS_GIB = 100;

    private final Estate estate;
    private final Vms vms;
    private final Faults faults;
    private final GuestView view;
    private final Clock clock;
    private final Instant booted;

    public Nodes(Estate estate, Vms vms, Faults faults, Clock clock) {
        this.estate = estate;
        this.vms = vms;
        this.faults = faults;
        this.clock = clock;
        this.view = new GuestView(clock);
        this.booted = clock.instant();
    }

    public boolean exists(String name) {
        return estate.node(name).isPresent();
    }

    /** The node that answers the calls. */
    public String local() {
        return estate.nodes().get(0).name();
    }

    public boolean isOnline(String name) {
        return !faults.hits(FaultKind.NODE_OFFLINE, name);
    }

    int number(Estate.Node node) {
        return estate.nodes().indexOf(node) + 1;
    }

    String address(Estate.Node node) {
        return "10.99.0." + number(node);
    }

    long uptimeSeconds() {
        return Math.max(1, clock.instant().getEpochSecond() - booted.getEpochSecond());
    }

    long memoryBytes(Estate.Node node) {
        return node.memoryMiB() * MIB;
    }

    /** The host's own, and what its running guests have touched. */
    long usedMemoryBytes(Estate.Node node) {
        return HOST_ITSELF_MIB * MIB
                + running(node).stream()
                        .mapToLong(vm -> (Long) view.figures(vm).getOrDefault("mem", 0L))
                        .sum();
    }

    double load(Estate.Node node) {
        var busy = running(node).stream()
                .mapToDouble(vm -> 0.02 * Sizing.cpus(vm.config()))
                .sum();
        return Math.min(1.0, busy / node.cores() + 0.01);
    }

    private List<Vm> running(Estate.Node node) {
        return vms.all().stream()
                .filter(vm -> vm.node().equals(node.name()) && vm.power().isOn())
                .toList();
    }

    long rootBytes() {
        return ROOT_FS_GIB << 30;
    }

    long usedRootBytes() {
        return rootBytes() / 10;
    }
}
