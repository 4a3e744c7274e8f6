package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.durable.FailPoint;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.Upid;

/**
 * Makes a guest from an archive, with hardware addresses and an identity of its own. The same call puts the new mark in the place
 * of the one that the archive brings, and takes off what would keep Moru from removing the guest, or starts it with its node.
 */
final class RestoreCall implements MakeStep.Making {

    static final String STEP = "restore";

    private final ProxmoxClient client;
    private final CreateGuest request;
    private final BackupArchive archive;

    RestoreCall(ProxmoxClient client, CreateGuest request, BackupArchive archive) {
        this.client = client;
        this.request = request;
        this.archive = archive;
    }

    @Override
    public String step() {
        return STEP;
    }

    @Override
    public String message() {
        return archive.volume();
    }

    @Override
    public Upid call() {
        var guest = request.guest();
        var node = client.node(guest.node());
        new ArchiveCheck(node, archive).requireOf(guest.mark().installation());
        FailPoint.reach("proxmox.before-restore");
        var upid = node.createQemu(guest.vmId(), parameters());
        FailPoint.reach("proxmox.after-restore");
        return upid;
    }

    private Parameters parameters() {
        var spec = request.spec();
        return Parameters.of("archive", archive.volume())
                .with("unique", true)
                .with("name", spec.name())
                .with(
                        "description",
                        Description.of(spec.description(), request.guest().mark()))
                .with("protection", false)
                .with("onboot", false)
                .with("storage", ResolvedDisk.commonStorage(request.disks()).orElse(null))
                .with("pool", request.pool());
    }
}
