package dev.moru.launcher.site;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import dev.moru.contracts.site.Endpoint;
import dev.moru.contracts.site.ImageSource;
import dev.moru.contracts.site.ImageSpec;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.contracts.site.PresetSpec;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.StorageClassSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.launcher.StartFailure;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.TlsTrust;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Gives a new installation something to work on, through the same API that its users have. */
public final class FirstSites {

    private static final VmIdRange VM_IDS = new VmIdRange(2000, 99_999);
    private static final String DEFAULT = "default";

    /** Enough for the largest benchmark. */
    private static final AddressPool NOOP_ADDRESSES = new AddressPool(
            "10.64.0.0/15", List.of(new AddressRange("10.64.0.10", "10.65.255.250")), "10.64.0.1", List.of());

    private final GatewayClient gateway;

    public FirstSites(GatewayClient gateway) {
        this.gateway = gateway;
    }

    /** A lab with nothing behind its VMs. */
    public void addLab(URI url, Path authority, String rootPassword) {
        addLab(url, authority, rootPassword, true);
    }

    /**
     * The lab as the site {@code lab}, and the presets. What is already there stays as it is.
     *
     * @param simulated whether nothing stands behind its VMs
     */
    public void addLab(URI url, Path authority, String rootPassword, boolean simulated) {
        var certificateAuthority = read(authority);
        var root = new Credentials.Password("root@pam", Secret.of(rootPassword));
        var endpoint = dev.moru.proxmox.Endpoint.of(url.toString(), TlsTrust.authority(certificateAuthority));
        try (var lab = ProxmoxClient.of(ProxmoxSettings.of(List.of(endpoint), root))) {
            if (!gateway.exists("sites/lab")) {
                gateway.create(
                        "sites", "lab", site(url, certificateAuthority, new LabAccess(lab).newToken(), simulated));
            }
            addOffer("sites/lab", new LabOffer(lab));
        }
        addPresets();
    }

    /** The site {@code noop}, whose driver does nothing. */
    public void addNoop() {
        var site = new SiteSpec(
                List.of(),
                null,
                "noop",
                null,
                null,
                VM_IDS,
                Map.of(),
                Lanes.DEFAULT,
                true,
                "Does nothing; for benchmarks");
        var image = new ImageSpec(
                List.of(new ImageSource("noop", 9000, "noop")), "linux", true, false, "moru", "none", "running", 1, "");
        gateway.create("sites", "noop", site);
        gateway.create("sites/noop/images", "debian-12", image);
        gateway.create(
                "sites/noop/networks", DEFAULT, new NetworkSpec("vmbr0", null, null, NOOP_ADDRESSES, null, null, ""));
        gateway.create(
                "sites/noop/storage-classes", DEFAULT, new StorageClassSpec(Map.of("*", "noop"), true, false, ""));
        addPresets();
    }

    private void addOffer(String site, LabOffer offer) {
        offer.images().forEach((name, image) -> gateway.create(site + "/images", name, image));
        gateway.create(site + "/networks", DEFAULT, offer.network());
        gateway.create(site + "/storage-classes", DEFAULT, offer.storageClass());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new StartFailure("Cannot read " + file, e);
        }
    }

    private void addPresets() {
        gateway.create("presets", "small", new PresetSpec(1, 1024, 10, "For trying things out"));
        gateway.create("presets", "medium", new PresetSpec(2, 4096, 20, "For a service of its own"));
        gateway.create("presets", "large", new PresetSpec(4, 16384, 40, "For a database"));
    }

    private static SiteSpec site(URI url, String certificateAuthority, Credentials.ApiToken token, boolean simulated) {
        return new SiteSpec(
                List.of(new Endpoint(url, null)),
                certificateAuthority,
                "proxmox",
                token.user() + "!" + token.tokenId(),
                token.secret().reveal(),
                VM_IDS,
                Map.of(),
                Lanes.DEFAULT,
                simulated,
                "The simulated cluster that comes with Moru");
    }
}
