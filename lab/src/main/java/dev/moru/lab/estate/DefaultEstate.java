package dev.moru.lab.estate;

import java.util.List;
import java.util.Set;

/** Three nodes, local and shared storage, one image on two of the nodes, and guests that are nobody's business. */
public final class DefaultEstate {

    static final String VERSION = "9.1";
    private static final int CORES = 64;
    private static final int MEMORY_MIB = 512 * 1024;

    static final List<Estate.Node> NODES = List.of(
            new Estate.Node("lab1", CORES, MEMORY_MIB),
            new Estate.Node("lab2", CORES, MEMORY_MIB),
            new Estate.Node("lab3", CORES, MEMORY_MIB));

    static final List<Estate.Storage> STORAGES = List.of(
            new Estate.Storage(
                    "local",
                    StorageType.DIR,
                    Set.of("iso", "vztmpl", "backup", "snippets", "import"),
                    500,
                    false,
                    List.of()),
            new Estate.Storage("local-lvm", StorageType.LVMTHIN, Set.of("images", "rootdir"), 4096, false, List.of()),
            new Estate.Storage(
                    "shared",
                    StorageType.NFS,
                    Set.of("images", "rootdir", "iso", "backup", "snippets", "import"),
                    16384,
                    true,
                    List.of()));

    static final List<String> BRIDGES = List.of("vmbr0");

    static final List<Estate.Template> TEMPLATES =
            List.of(template(9000, "lab1", "local-lvm"), template(9001, "lab2", "local-lvm"));

    static final List<Estate.Guest> GUESTS = List.of(
            new Estate.Guest(101, "legacy-db", "lab1", false, true, "local-lvm", 40, 4, 8192),
            new Estate.Guest(102, "legacy-app", "lab2", false, true, "shared", 20, 2, 4096),
            new Estate.Guest(103, "old-build", "lab3", false, false, "local-lvm", 60, 4, 4096),
            new Estate.Guest(110, "dns", "lab1", true, true, "local-lvm", 4, 1, 512));

    private DefaultEstate() {}

    public static Estate estate() {
        return new Estate(VERSION, NODES, STORAGES, BRIDGES, TEMPLATES, GUESTS);
    }

    static Estate.Template template(int vmid, String node, String storage) {
        return new Estate.Template(vmid, "debian-12", node, storage, 3, true, new GuestAgent(true, GuestAgent.PROMPT));
    }
}
