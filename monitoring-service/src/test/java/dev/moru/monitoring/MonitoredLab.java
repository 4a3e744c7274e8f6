package dev.moru.monitoring;

import dev.moru.contracts.site.ApplySite;
import dev.moru.contracts.site.Endpoint;
import dev.moru.contracts.site.Lanes;
import dev.moru.contracts.site.SiteSpec;
import dev.moru.contracts.site.VmIdRange;
import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import dev.moru.proxmox.Credentials;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.Secret;
import dev.moru.proxmox.TlsTrust;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** A simulated cluster with a token that may look at it, and no more. */
final class MonitoredLab implements AutoCloseable {

    private static final String TOKEN = "moru@pve!monitoring";

    private final Lab lab;
    private final String authority;
    private final String secret;

    MonitoredLab(Path directory) {
        try {
            lab = Lab.start(LabOptions.in(directory).withBroadcastInterval(Duration.ofMillis(50)));
            authority = Files.readString(lab.caPem());
            secret = grant();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String grant() {
        var endpoint = new dev.moru.proxmox.Endpoint(lab.uri(), TlsTrust.authority(authority));
        var root = new Credentials.Password("root@pam", Secret.of(LabOptions.DEFAULT_PASSWORD));
        try (var client = ProxmoxClient.of(ProxmoxSettings.of(List.of(endpoint), root))) {
            var access = client.access();
            access.createRole("Looker", Set.of("Sys.Audit", "VM.Audit", "Datastore.Audit"));
            access.createUser("moru@pve", "looks");
            var token = access.createToken("moru@pve", "monitoring", true);
            access.grantToUser("/", "Looker", "moru@pve");
            access.grantToToken("/", "Looker", TOKEN);
            return token.secret().reveal();
        }
    }

    /** As the gateway tells of it: with a reference to where it has put the secret. */
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

    @Override
    public void close() {
        lab.close();
    }
}
