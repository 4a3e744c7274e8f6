package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.Mark;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.provisioning.server.CreateGuest;
import dev.moru.provisioning.server.GuestRef;
import dev.moru.provisioning.server.GuestSource;
import dev.moru.provisioning.server.ResolvedDisk;
import dev.moru.provisioning.server.ResolvedNetwork;
import dev.moru.provisioning.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Requests as the domain makes them. */
final class Requests {

    static final UUID INSTALLATION = UUID.fromString("0192f000-0000-7000-8000-000000000001");
    static final String NODE = "lab1";
    static final int TEMPLATE = 9000;
    static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIbRmPQXtCQEqQmfgQGAVjvA4GBnAdUk1EMf4l9cXNsE me@host";

    private Requests() {}

    static GuestRef guest(Site site, int vmId) {
        return new GuestRef(
                site, NODE, new Mark(INSTALLATION, UUID.randomUUID(), vmId, UUID.randomUUID()), List.of("default"));
    }

    static ServerSpec spec(String readiness) {
        return new ServerSpec(
                "web-01",
                "vm",
                "lab",
                "debian-12",
                null,
                2,
                2048,
                List.of(new DiskSpec("root", 10, "default"), new DiskSpec("data", 20, "default")),
                List.of(new NetworkAttachment("default", "auto", "none")),
                new Placement(null, null),
                new Login("moru", List.of(KEY)),
                readiness,
                List.of("Shop", "web"),
                "the shop",
                false,
                OnFailure.ROLLBACK,
                Duration.ofMinutes(30),
                List.of(),
                Map.of(),
                null,
                OnFailure.KEEP);
    }

    static CreateGuest create(GuestRef guest) {
        return create(guest, "agent");
    }

    static CreateGuest create(GuestRef guest, String readiness) {
        var spec = spec(readiness);
        return new CreateGuest(
                guest,
                spec,
                new GuestSource.Image(
                        new ImageSpec(List.of(source()), "linux", true, true, "moru", "ssh", "ssh", 3, ""), source()),
                List.of(new ResolvedDisk("root", 10, "local-lvm"), new ResolvedDisk("data", 20, "local-lvm")),
                List.of(new ResolvedNetwork("default", network(), "10.10.0.14/24", null)),
                spec.login().sshKeys(),
                null);
    }

    private static ImageSource source() {
        return new ImageSource(NODE, TEMPLATE, "local-lvm");
    }

    private static NetworkSpec network() {
        var pool = new AddressPool(
                "10.10.0.0/24",
                List.of(new AddressRange("10.10.0.10", "10.10.0.99")),
                "10.10.0.1",
                List.of("10.10.0.2", "10.10.0.3"));
        return new NetworkSpec("vmbr0", 12, null, pool, null, null, "");
    }
}
