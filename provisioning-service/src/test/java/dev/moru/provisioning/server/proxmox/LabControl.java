package dev.moru.provisioning.server.proxmox;

import dev.moru.lab.Lab;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lab from outside: what goes wrong there, and what was done to it. */
public final class LabControl {

    private static final JsonMapper JSON = new JsonMapper();

    /** The guests of the default estate that are nobody's business. */
    private static final Set<Integer> FOREIGN = Set.of(101, 102, 103, 110);

    private static final int OK = 200;

    private final URI base;
    private final HttpClient http;

    LabControl(Lab lab) throws IOException {
        this.base = lab.uri();
        this.http = HttpClient.newBuilder().sslContext(trusting(lab)).build();
    }

    private static SSLContext trusting(Lab lab) throws IOException {
        try (InputStream pem = Files.newInputStream(lab.caPem())) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "lab", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Replaces what is armed; the form is that of {@code PUT /lab/faults}. */
    public void arm(String... faults) {
        send(HttpRequest.newBuilder(base.resolve("/lab/faults"))
                .PUT(BodyPublishers.ofString("[" + String.join(",", faults) + "]")));
    }

    public void disarm() {
        send(HttpRequest.newBuilder(base.resolve("/lab/faults")).DELETE());
    }

    public JsonNode state() {
        return JSON.readTree(send(HttpRequest.newBuilder(base.resolve("/lab/state"))));
    }

    public List<JsonNode> ledger() {
        return send(HttpRequest.newBuilder(base.resolve("/lab/ledger")))
                .lines()
                .map(JSON::readTree)
                .toList();
    }

    /** Effects of one kind on one guest. */
    public long effects(String effect, int vmId) {
        return ledger().stream()
                .filter(entry -> entry.path("effect").asString("").equals(effect)
                        && entry.path("vmid").asInt() == vmId)
                .count();
    }

    /** What is left under a VM id: guests and disks. */
    public List<JsonNode> remains(int vmId) {
        var state = state();
        return Stream.of("vms", "disks")
                .flatMap(kind -> state.path(kind).valueStream())
                .filter(thing -> thing.path("vmid").asInt() == vmId)
                .toList();
    }

    /** Calls of Moru that changed a guest of somebody else. */
    public List<JsonNode> touchedForeign() {
        return ledger().stream()
                .filter(entry -> FOREIGN.contains(entry.path("vmid").asInt()))
                .filter(entry -> entry.path("user").asString("").startsWith("moru@pve"))
                .filter(entry -> entry.path("status").asInt() == OK)
                .toList();
    }

    /** Tasks of a user that have not ended. */
    public List<String> runningTasks(String user) {
        return state().path("tasks")
                .valueStream()
                .filter(task -> task.path("status").asString("").equals("running"))
                .map(task -> task.path("upid").asString(""))
                .filter(upid -> upid.endsWith(":" + user + ":"))
                .toList();
    }

    private String send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
