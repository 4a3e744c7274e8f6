package dev.moru.provisioning;

import dev.moru.contracts.server.DiskSpec;
import dev.moru.contracts.server.Login;
import dev.moru.contracts.server.NetworkAttachment;
import dev.moru.contracts.server.OnFailure;
import dev.moru.contracts.server.Placement;
import dev.moru.contracts.server.ProvisionServer;
import dev.moru.contracts.server.ServerSpec;
import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.contracts.site.VmIdRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What the tests ask for. */
public final class Commands {

    public static final String SITE = "lab";

    private Commands() {}

    public static SiteSpec site(String driver) {
        return site(driver, Lanes.DEFAULT);
    }

    public static SiteSpec site(String driver, Lanes lanes) {
        return new SiteSpec(List.of(), null, driver, null, null, new VmIdRange(2000, 2999), Map.of(), lanes, true, "");
    }

    public static ImageSpec image() {
        return new ImageSpec(
                List.of(new ImageSource("node1", 9000, "local"), new ImageSource("node2", 9001, "local")),
                "linux",
                true,
                true,
                "moru",
                "ssh",
                "running",
                3,
                "");
    }

    public static NetworkSpec network() {
        var pool = new AddressPool(
                "10.10.0.0/16", List.of(new AddressRange("10.10.0.10", "10.10.9.250")), "10.10.0.1", List.of());
        return new NetworkSpec("vmbr0", null, null, pool, null, null, "");
    }

    public static StorageClassSpec storageClass() {
        return new StorageClassSpec(Map.of("*", "local-zfs"), false, true, "");
    }

    public static ServerSpec spec(String name, OnFailure onFailure) {
        return spec(SITE, name, onFailure);
    }

    public static ServerSpec spec(String name, OnFailure onFailure, OnFailure onConfigureFailure) {
        return spec(SITE, name, onFailure, onConfigureFailure);
    }

    public static ServerSpec spec(String site, String name, OnFailure onFailure) {
        return spec(site, name, onFailure, OnFailure.KEEP);
    }

    private static ServerSpec spec(String site, String name, OnFailure onFailure, OnFailure onConfigureFailure) {
        return new ServerSpec(
                name,
                "vm",
                site,
                "debian-12",
                "small",
                2,
                2048,
                List.of(new DiskSpec("root", 10, "default")),
                List.of(new NetworkAttachment("default", "auto", "none")),
                Placement.ANYWHERE,
                new Login("moru", List.of()),
                "running",
                List.of(),
                "",
                false,
                onFailure,
                Duration.ofMinutes(30),
                List.of(),
                Map.of(),
                null,
                onConfigureFailure);
    }

    public static ProvisionServer provision(String name) {
        return provision(name, OnFailure.ROLLBACK);
    }

    public static ProvisionServer provision(String name, OnFailure onFailure) {
        return new ProvisionServer(spec(name, onFailure), List.of(), null, null);
    }
}
