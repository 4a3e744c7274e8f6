package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.server.HypervisorCompatibilityKit;
import dev.moru.proxmox.Parameters;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The driver holds to what every driver holds to. */
class ProxmoxCompatibilityTest extends HypervisorCompatibilityKit {

    private static final AtomicInteger NEXT = new AtomicInteger(2700);
    private static final String NODE = "lab3";

    @TempDir
    static Path directory;

    private static LabSite lab;

    @BeforeAll
    static void start() {
        lab = LabSite.start(directory);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Override
    protected Hypervisor hypervisor() {
        return lab.hypervisor();
    }

    @Override
    protected CreateGuest aCreation(UUID server, UUID operation, int vmId) {
        var mark = new Mark(INSTALLATION, server, vmId, operation);
        return Requests.create(new GuestRef(lab.site(), Requests.NODE, mark, List.of("default")));
    }

    @Override
    protected int freeVmId() {
        return NEXT.incrementAndGet();
    }

    @Override
    protected boolean isReal() {
        return true;
    }

    @Override
    protected BackupArchive anArchiveOf(GuestRef guest) {
        return lab.archived(guest.node(), guest.vmId());
    }

    @Override
    protected AdoptGuest anUnmanagedGuest(UUID server, UUID operation) {
        int vmId = freeVmId();
        lab.root().node(NODE).createQemu(vmId, Parameters.of("name", "older-than-moru"));
        lab.awaitUnlocked(NODE, vmId);
        return new AdoptGuest(lab.site(), new Mark(INSTALLATION, server, vmId, operation));
    }
}
