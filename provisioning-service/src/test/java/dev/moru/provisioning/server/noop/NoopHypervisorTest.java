package dev.moru.provisioning.server.noop;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.Mark;
import dev.moru.provisioning.Commands;
import dev.moru.provisioning.server.AdoptGuest;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.Hypervisor;
import dev.moru.provisioning.server.HypervisorCompatibilityKit;
import dev.moru.provisioning.site.Site;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

class NoopHypervisorTest extends HypervisorCompatibilityKit {

    private final AtomicInteger vmIds = new AtomicInteger(2000);

    @Override
    protected Hypervisor hypervisor() {
        return new NoopHypervisor();
    }

    @Override
    protected CreateGuest aCreation(UUID server, UUID operation, int vmId) {
        var site = new Site(UUID.randomUUID(), "noop", 1, Commands.site("noop"));
        var guest = new GuestRef(site, "node1", new Mark(INSTALLATION, server, vmId, operation), List.of());
        return new CreateGuest(
                guest,
                Commands.spec("web-01", OnFailure.ROLLBACK),
                new GuestSource.Image(Commands.image(), new ImageSource("node1", 9000, "local")),
                List.of(),
                List.of(),
                List.of(),
                null);
    }

    @Override
    protected int freeVmId() {
        return vmIds.incrementAndGet();
    }

    @Override
    protected boolean isReal() {
        return false;
    }

    @Override
    protected BackupArchive anArchiveOf(GuestRef guest) {
        return new BackupArchive("local", "dir", "local:backup/vzdump-qemu-1.vma.zst", null, 1);
    }

    @Override
    protected AdoptGuest anUnmanagedGuest(UUID server, UUID operation) {
        throw new UnsupportedOperationException("there is nothing to take over");
    }
}
