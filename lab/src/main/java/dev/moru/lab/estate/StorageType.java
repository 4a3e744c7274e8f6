package dev.moru.lab.estate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the kinds of storage can do. */
public enum StorageType {
    DIR(Layout.FILES, Thin.YES, false),
    NFS(Layout.FILES, Thin.YES, true),
    CIFS(Layout.FILES, Thin.YES, true),
    CEPHFS(Layout.FILES, Thin.YES, true),
    BTRFS(Layout.VOLUMES, Thin.YES, false),
    LVM(Layout.PLAIN_VOLUMES, Thin.NO, false),
    LVMTHIN(Layout.VOLUMES, Thin.YES, false),
    ZFSPOOL(Layout.VOLUMES, Thin.YES, false),
    RBD(Layout.VOLUMES, Thin.YES, true),
    PBS(Layout.NO_DISKS, Thin.YES, true);

    private enum Layout {
        FILES,
        VOLUMES,
        PLAIN_VOLUMES,
        NO_DISKS
    }

    private enum Thin {
        YES,
        NO
    }

    private final Layout layout;
    private final Thin thin;
    private final boolean sharedByNature;

    StorageType(Layout layout, Thin thin, boolean sharedByNature) {
        this.layout = layout;
        this.thin = thin;
        this.sharedByNature = sharedByNature;
    }

    public static Optional<StorageType> named(String name) {
        return Arrays.stream(values()).filter(type -> type.label().equals(name)).findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Disks are files in a folder of the VM, with a format of their own. */
    public boolean hasFiles() {
        return layout == Layout.FILES;
    }

    public String defaultFormat() {
        return hasFiles() ? "qcow2" : "raw";
    }

    public boolean supportsSnapshots(String format) {
        return layout == Layout.VOLUMES || hasFiles() && format.equals("qcow2");
    }

    public boolean supportsLinkedClones(String format) {
        return supportsSnapshots(format);
    }

    public boolean isThin() {
        return thin == Thin.YES;
    }

    public boolean isSharedByNature() {
        return sharedByNature;
    }
}
