package dev.moru.gateway.server;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.gateway.problem.Complaints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/** Names the disks of a server and puts the root disk first. */
final class DiskPlan {

    static final String ROOT = "root";

    private final Complaints complaints;

    DiskPlan(Complaints complaints) {
        this.complaints = complaints;
    }

    /** All disks of a new server. A first disk without a name sizes the root disk. */
    List<DiskSpec> disks(List<ServerDraft.DiskDraft> wanted, int rootSizeGiB) {
        var disks = new ArrayList<DiskSpec>();
        var names = new HashSet<String>();
        var rootIsNamed = wanted.stream().anyMatch(disk -> ROOT.equals(disk.name()));
        for (int i = 0; i < wanted.size(); i++) {
            var name = i == 0 && wanted.get(0).name() == null && !rootIsNamed ? ROOT : nameOf(wanted.get(i), i);
            complaints.require(names.add(name), "/disks/" + i + "/name", "there is another disk " + name);
            disks.add(name.equals(ROOT) ? 0 : disks.size(), disk(name, wanted.get(i)));
        }
        if (!names.contains(ROOT)) {
            disks.add(0, new DiskSpec(ROOT, rootSizeGiB, DraftNeeds.DEFAULT));
        }
        return disks;
    }

    /** The disks after a change: named ones grow, others are added; none shrinks, moves or goes. */
    List<DiskSpec> changed(List<DiskSpec> present, List<ServerDraft.DiskDraft> wanted) {
        var disks = new ArrayList<>(present);
        for (int i = 0; i < wanted.size(); i++) {
            var name = nameOf(wanted.get(i), present.size() + i);
            var index = indexOf(disks, name);
            if (index < 0) {
                disks.add(disk(name, wanted.get(i)));
            } else {
                disks.set(index, grown(disks.get(index), wanted.get(i), "/disks/" + i));
            }
        }
        return disks;
    }

    private DiskSpec grown(DiskSpec present, ServerDraft.DiskDraft wanted, String pointer) {
        int size = Objects.requireNonNull(wanted.sizeGiB());
        complaints.require(
                size >= present.sizeGiB(),
                pointer + "/sizeGiB",
                "it has " + present.sizeGiB() + " GiB and can't shrink");
        complaints.require(
                wanted.storageClass() == null || wanted.storageClass().equals(present.storageClass()),
                pointer + "/storageClass",
                "a disk stays on " + present.storageClass());
        return new DiskSpec(present.name(), size, present.storageClass());
    }

    private static int indexOf(List<DiskSpec> disks, String name) {
        for (int i = 0; i < disks.size(); i++) {
            if (disks.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String nameOf(ServerDraft.DiskDraft disk, int number) {
        return disk.name() == null ? "disk" + number : disk.name();
    }

    private static DiskSpec disk(String name, ServerDraft.DiskDraft wanted) {
        return new DiskSpec(
                name,
                Objects.requireNonNull(wanted.sizeGiB()),
                Objects.requireNonNullElse(wanted.storageClass(), DraftNeeds.DEFAULT));
    }
}
