package dev.moru.proxmox;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The privileges that managing virtual machines takes, by the kind of path on which each is asked for, and the role that
 * holds them all. What makes the role and what checks it read the same list, so that a privilege is added in one place.
 */
public final class RolePrivileges {

    /** On each storage that disks are put on. */
    public static final SortedSet<String> ON_STORAGES = sorted("Datastore.AllocateSpace", "Datastore.Audit");

    /** On each template that is cloned. */
    public static final SortedSet<String> ON_TEMPLATES = sorted("VM.Audit", "VM.Clone");

    /** On each network that a card is put into. */
    public static final SortedSet<String> ON_NETWORKS = sorted("SDN.Use");

    public static final SortedSet<String> ON_NODES = sorted("Sys.Audit");

    /** On each pool that guests are made in. */
    public static final SortedSet<String> ON_POOLS = sorted("Pool.Audit", "VM.Allocate");

    /** Proxmox VE 9 took {@code VM.Monitor} away and split what it allowed inside a guest. */
    private static final int SPLIT_AGENT_PRIVILEGES = 9;

    private static final List<String> ON_GUESTS_OF_ANY_VERSION = List.of(
            "VM.Allocate",
            "VM.Audit",
            "VM.Backup",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "VM.PowerMgmt");

    private RolePrivileges() {}

    /** @param major of the cluster's version, for example 8 */
    public static SortedSet<String> onGuests(int major) {
        var privileges = new TreeSet<>(ON_GUESTS_OF_ANY_VERSION);
        privileges.add(major >= SPLIT_AGENT_PRIVILEGES ? "VM.GuestAgent.Audit" : "VM.Monitor");
        return privileges;
    }

    /** Of the role: enough wherever it is granted on the whole tree. */
    public static SortedSet<String> all(int major) {
        var privileges = onGuests(major);
        Stream.of(ON_STORAGES, ON_TEMPLATES, ON_NETWORKS, ON_NODES, ON_POOLS).forEach(privileges::addAll);
        return privileges;
    }

    private static SortedSet<String> sorted(String... privileges) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(List.of(privileges)));
    }
}
