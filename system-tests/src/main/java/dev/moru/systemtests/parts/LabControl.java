package dev.moru.systemtests.parts;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.moru.systemtests.history.LabLedger;
import dev.moru.systemtests.history.LabState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the harness asks of the lab: a token for Moru, faults, and what it has seen. */
public final class LabControl {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LEAST_FAILURE = 300;
    private static final String API = "/api2/json";

    private final URI url;
    private final Path directory;
    private final HttpClient http;

    /** @param directory where a running lab keeps its certificate and its ledger */
    public LabControl(URI url, Path directory) {
        this.url = url;
        this.directory = directory;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .sslContext(trusting(directory.resolve("ca.pem")))
                .build();
    }

    /** The certificate of the lab's authority, in PEM. */
    public String authority() {
        try {
            return Files.readString(directory.resolve("ca.pem"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an API token of {@code root@pam}, which may do everything, so that only Moru holds itself back. */
    public String newToken(String name) {
        return postAsRoot("/access/users/root@pam/token/" + name, "privsep=0")
                .path("value")
                .asString();
    }

    /** Makes a machine behind Moru's back that bears the mark of another one, as a restored backup does. */
    public void plantCopy(LabState.Marked original, int vmId) {
        var description = URLEncoder.encode(original.line(), UTF_8);
        postAsRoot("/nodes/lab1/qemu/9000/clone", "newid=%d&name=copy&description=%s".formatted(vmId, description));
    }

    /** Has a machine of Moru's backed up behind Moru's back; when it is done, {@link #archives} shows it. */
    public void plantArchive(LabState.Marked machine, String notes) {
        var form = "vmid=%d&storage=shared&mode=snapshot&notes-template=%s";
        postAsRoot("/nodes/%s/vzdump".formatted(machine.node()), form.formatted(machine.vmId(), notes));
    }

    /** The volumes of the backups on the shared storage that have these notes. */
    public Set<String> archives(String notes) {
        var content = send(asRoot(
                        HttpRequest.newBuilder(url.resolve(API + "/nodes/lab1/storage/shared/content?content=backup"))
                                .GET()))
                .path("data");
        return content.valueStream()
                .filter(each -> each.path("notes").asString("").equals(notes))
                .map(each -> each.path("volid").asString())
                .collect(Collectors.toSet());
    }

    private JsonNode postAsRoot(String path, String form) {
        return send(asRoot(form(path, form))).path("data");
    }

    private HttpRequest.Builder asRoot(HttpRequest.Builder request) {
        var ticket = send(form("/access/ticket", "username=root%40pam&password=moru-lab"))
                .path("data");
        return request.header("Cookie", "PVEAuthCookie=" + ticket.path("ticket").asString())
                .header(
                        "CSRFPreventionToken",
                        ticket.path("CSRFPreventionToken").asString());
    }

    private HttpRequest.Builder form(String path, String form) {
        return HttpRequest.newBuilder(url.resolve(API + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    /** Replaces all faults. */
    public void arm(List<Map<String, ?>> faults) {
        send(HttpRequest.newBuilder(url.resolve("/lab/faults"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(JSON.writeValueAsString(faults))));
    }

    public void disarm() {
        send(HttpRequest.newBuilder(url.resolve("/lab/faults")).DELETE());
    }

    public LabState state() {
        return new LabState(
                send(HttpRequest.newBuilder(url.resolve("/lab/state")).GET()));
    }

    public LabLedger ledger() {
        return LabLedger.read(directory.resolve("ledger.jsonl"));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            if (response.statusCode() >= LEAST_FAILURE) {
                throw new IllegalStateException("the lab answered " + response + ": " + response.body());
            }
            return response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(Path authority) {
        try (var in = Files.newInputStream(authority)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "lab", CertificateFactory.getInstance("X.509").generateCertificate(in));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
