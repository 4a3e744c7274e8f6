package dev.moru.provisioning.server.proxmox;

import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.site.Endpoint;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import dev.moru.provisioning.site.Site;
import dev.moru.provisioning.site.proxmox.ProxmoxClients;
import dev.moru.provisioning.site.proxmox.ProxmoxProperties;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.RolePrivileges;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.StorageContent;
import dev.moru.proxmox.Ticker;
import dev.moru.proxmox.TlsTrust;
import dev.moru.secrets.SecretReference;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A lab that was set up as a site is: a user, a role with just the privileges that are needed, and a token. */
public final class LabSite implements AutoCloseable {

    public static final String TOKEN = "moru@pve!spine";

    /** Short enough for tests, long enough for the lab's clones. */
    public static final ProxmoxProperties PATIENCE = new ProxmoxProperties(
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            Duration.ofMillis(300));

    private final Lab lab;
    private final LabControl control;
    private final ProxmoxClient root;
    private final Site site;
    private final ProxmoxClients clients;

    private LabSite(LabOptions options) throws IOException {
        lab = Lab.start(options);
        var authority = Files.readString(lab.caPem());
        control = new LabControl(lab);
        root = ProxmoxClient.of(ProxmoxSettings.of(
                List.of(new dev.moru.proxmox.Endpoint(lab.uri(), TlsTrust.authority(authority))),
                new Credentials.Password("root@pam", Secret.of(LabOptions.DEFAULT_PASSWORD))));
        var secret = grant(root).secret();
        site = new Site(UUID.randomUUID(), "lab", 1, spec(lab, authority));
        clients = new ProxmoxClients(new OneSecret(secret.reveal()), PATIENCE);
    }

    public static LabSite start(Path directory) {
        return start(LabOptions.in(directory)
                .withCloneDuration(Duration.ofMillis(200))
                .withBroadcastInterval(Duration.ofMillis(50)));
    }

    static LabSite start(LabOptions options) {
        try {
            return new LabSite(options);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Credentials.ApiToken grant(ProxmoxClient root) {
        var access = root.access();
        access.createRole("Moru", RolePrivileges.all(root.version().major()));
        access.createUser("moru@pve", "the control plane");
        var token = access.createToken("moru@pve", "spine", true);
        access.grantToUser("/", "Moru", "moru@pve");
        access.grantToToken("/", "Moru", TOKEN);
        return token;
    }

    private static SiteSpec spec(Lab lab, String authority) {
        return new SiteSpec(
                List.of(new Endpoint(lab.uri(), null)),
                authority,
                "proxmox",
                TOKEN,
                "sealed:site/lab#1",
                new VmIdRange(2000, 2999),
                Map.of(),
                Lanes.DEFAULT,
                true,
                "");
    }

    public Site site() {
        return site;
    }

    public ProxmoxClients clients() {
        return clients;
    }

    /** Waits until nothing is at work on a guest. */
    void awaitUnlocked(String node, int vmId) {
        Awaitility.await()
                .until(() -> root.node(node).qemu(vmId).config().lock().isEmpty());
    }

    /** A backup of a guest that somebody takes. */
    BackupArchive archived(String node, int vmId) {
        return archived(node, vmId, "local");
    }

    BackupArchive archived(String node, int vmId, String storage) {
        var task = root.node(node)
                .vzdump(Parameters.of("vmid", vmId).with("storage", storage).with("remove", false));
        try {
            root.task(task).await(Duration.ofSeconds(20));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        var volume = archivesOf(node, vmId, storage).get(0);
        var on = root.node(node).storage(storage).status();
        return new BackupArchive(storage, on.type(), volume.volid(), on.shared() ? null : node, volume.sizeBytes());
    }

    List<StorageContent> archivesOf(String node, int vmId, String storage) {
        return root.node(node).storage(storage).content("backup").stream()
                .filter(volume -> Integer.valueOf(vmId).equals(volume.vmid()))
                .toList();
    }

    /** The cluster's administrator, who does what Moru does not. */
    public ProxmoxClient root() {
        return root;
    }

    public LabControl control() {
        return control;
    }

    public ProxmoxHypervisor hypervisor() {
        return new ProxmoxHypervisor(clients, PATIENCE, Ticker.SYSTEM, new Random(7));
    }

    @Override
    public void close() {
        clients.close();
        root.close();
        lab.close();
    }

    /** A store that holds one value under every name. */
    private record OneSecret(String value) implements SecretStore {

        @Override
        public SecretReference put(String name, SecretValue other) {
            throw new UnsupportedOperationException();
        }

        @Override
        public SecretValue get(SecretReference reference) {
            return SecretValue.of(value);
        }

        @Override
        public void delete(SecretReference reference) {
            throw new UnsupportedOperationException();
        }
    }
}
