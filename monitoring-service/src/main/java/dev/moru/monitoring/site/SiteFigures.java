package dev.moru.monitoring.site;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a cluster says of itself.
 *
 * @param certificateEnds when the certificate of each endpoint that answers ends to be valid
 */
public record SiteFigures(
        List<NodeFigure> nodes,
        List<GuestFigure> guests,
        List<StorageFigure> storages,
        Map<String, Instant> certificateEnds) {

    /** @param cpu used part of the node's processors, 0 to 1 */
    public record NodeFigure(String node, boolean online, double cpu, long usedMemoryBytes, long memoryBytes) {}

    /** @param type {@code qemu} or {@code lxc} */
    public record GuestFigure(int vmId, String name, String node, String type, boolean running) {}

    /** A storage as one node sees it. */
    public record StorageFigure(String storage, String node, boolean shared, long usedBytes, long totalBytes) {

        /** Used part, 0 to 1. */
        public double usage() {
            return totalBytes == 0 ? 0 : (double) usedBytes / totalBytes;
        }
    }
}
