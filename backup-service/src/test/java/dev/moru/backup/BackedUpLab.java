package dev.moru.backup;

import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.Endpoint;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.Mark;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import dev.moru.lab.estate.DefaultEstate;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.estate.StorageType;
import dev.moru.proxmox.Clone;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.Parameters;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.StorageContent;
import dev.moru.proxmox.TaskOutcome;
import dev.moru.proxmox.TlsTrust;
import dev.moru.proxmox.Upid;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A simulated cluster with servers on it, and a token that may back them up. */
final class BackedUpLab implements AutoCloseable {

    static final UUID INSTALLATION = UUID.fromString("0192f0a0-0000-7000-8000-0000000000aa");
    static final String NODE = "lab1";
    static final String STORAGE = "shared";
    static final String OTHER_STORAGE = "local";
    static final String BACKUP_SERVER = "pbs";

    private static final String TOKEN = "moru@pve!backup";

    private final Lab lab;
    private final String authority;
    private final ProxmoxClient root;
    private final String secret;
    private int nextVmId = 2000;

    BackedUpLab(Path directory) {
        try {
            lab = Lab.start(LabOptions.in(directory)
                    .withCloneDuration(Duration.ofMillis(300))
                    .withBroadcastInterval(Duration.ofMillis(50))
                    .withEstate(withABackupServer()));
            authority = Files.readString(lab.caPem());
            root = ProxmoxClient.of(ProxmoxSettings.of(
                    List.of(new dev.moru.proxmox.Endpoint(lab.uri(), TlsTrust.authority(authority))),
                    new Credentials.Password("root@pam", Secret.of(LabOptions.DEFAULT_PASSWORD))));
            secret = grant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Estate withABackupServer() {
        var usual = DefaultEstate.estate();
        var storages = new ArrayList<>(usual.storages());
        storages.add(new Estate.Storage(BACKUP_SERVER, StorageType.PBS, Set.of("backup"), 1000, true, List.of()));
        return new Estate(usual.version(), usual.nodes(), storages, usual.bridges(), usual.templates(), usual.guests());
    }

    private String grant() {
        var access = root.access();
        access.createRole(
                "Keeper", Set.of("Sys.Audit", "VM.Audit", "VM.Backup", "Datastore.Audit", "Datastore.AllocateSpace"));
        access.createUser("moru@pve", "keeps");
        var token = access.createToken("moru@pve", "backup", true);
        access.grantToUser("/", "Keeper", "moru@pve");
        access.grantToToken("/", "Keeper", TOKEN);
        return token.secret().reveal();
    }

    /** As the gateway tells of it. */
    ApplySite asSite(UUID id, String name, long revision, SecretStore secrets) {
        var reference = secrets.put("site/" + name, SecretValue.of(secret));
        var spec = new SiteSpec(
                List.of(new Endpoint(lab.uri(), null)),
                authority,
                "proxmox",
                TOKEN,
                reference.toString(),
                new VmIdRange(2000, 2999),
                Map.of(),
                Lanes.DEFAULT,
                true,
                "");
        return new ApplySite(id, name, revision, spec);
    }

    /** A guest with the mark of a server. */
    int guestOf(UUID server) {
        int vmId = nextVmId++;
        var mark = new Mark(INSTALLATION, server, vmId, UUID.randomUUID());
        await(root.node(NODE)
                .qemu(9000)
                .clone(Clone.full(vmId).name("web-" + vmId).description(mark.line())));
        return vmId;
    }

    private void await(Upid task) {
        try {
            var outcome = root.task(task).await(Duration.ofSeconds(20));
            if (!(outcome instanceof TaskOutcome.Ok)) {
                throw new IllegalStateException(task + ": " + outcome);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<StorageContent> archivesOf(int vmId) {
        return archivesOf(vmId, STORAGE);
    }

    List<StorageContent> archivesOf(int vmId, String storage) {
        return root.node(NODE).storage(storage).content("backup").stream()
                .filter(each -> each.vmid() != null && each.vmid() == vmId)
                .toList();
    }

    /** A backup that somebody takes beside Moru. */
    void backUpByHand(int vmId) {
        await(root.node(NODE)
                .vzdump(Parameters.of("vmid", vmId)
                        .with("storage", STORAGE)
                        .with("remove", false)
                        .with("notes-template", "before the upgrade")));
    }

    /** As a storage prunes that does it by itself. */
    void removeByHand(int vmId, String storage) {
        archivesOf(vmId, storage)
                .forEach(archive ->
                        root.node(NODE).storage(storage).delete(archive.volid()).ifPresent(this::await));
    }

    void fault(String json) {
        send("PUT", json);
    }

    void noFaults() {
        send("DELETE", "");
    }

    private void send(String method, String body) {
        var uri = URI.create(lab.uri() + "/lab/faults");
        try {
            var answer = HttpClient.newBuilder()
                    .sslContext(trusting())
                    .build()
                    .send(
                            HttpRequest.newBuilder(uri)
                                    .method(method, BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext trusting() {
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "lab",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(authority.getBytes())));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        root.close();
        lab.close();
    }
}
