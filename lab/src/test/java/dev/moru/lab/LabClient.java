package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.lab.state.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A plain client of the JDK, which shows the reason phrase. */
public final class LabClient {

    private final URI uri;
    private final SSLSocketFactory sockets;
    private final Map<String, String> headers;

    private LabClient(URI uri, SSLSocketFactory sockets, Map<String, String> headers) {
        this.uri = uri;
        this.sockets = sockets;
        this.headers = headers;
    }

    public record Answer(int status, String reason, String contentType, String body) {

        public JsonNode json() {
            return Json.MAPPER.readTree(body);
        }

        public JsonNode data() {
            return json().path("data");
        }

        public Answer ok() {
            assertThat(status).as(reason + " " + body).isEqualTo(200);
            return this;
        }
    }

    public static LabClient of(Lab lab) {
        return of(lab.uri(), lab.caPem());
    }

    public static LabClient of(URI uri, Path caPem) {
        return new LabClient(uri, trusting(caPem), Map.of());
    }

    public static LabClient root(Lab lab) {
        return of(lab).login("root@pam", LabOptions.DEFAULT_PASSWORD);
    }

    static SSLSocketFactory trusting(Path caPem) {
        try (InputStream pem = Files.newInputStream(caPem)) {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry(
                    "lab", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public LabClient login(String user, String password) {
        var ticket = post("/access/ticket", "username", user, "password", password)
                .ok()
                .data();
        return with(Map.of(
                "Cookie",
                "PVEAuthCookie=" + ticket.path("ticket").asString(),
                "CSRFPreventionToken",
                ticket.path("CSRFPreventionToken").asString()));
    }

    public LabClient token(String id, String secret) {
        return with(Map.of("Authorization", "PVEAPIToken=" + id + "=" + secret));
    }

    public LabClient with(Map<String, String> more) {
        var all = new HashMap<>(headers);
        all.putAll(more);
        return new LabClient(uri, sockets, all);
    }

    public Answer get(String path) {
        return call("GET", "/api2/json" + path, null);
    }

    public Answer post(String path, String... form) {
        return call("POST", "/api2/json" + path, form(form));
    }

    public Answer put(String path, String... form) {
        return call("PUT", "/api2/json" + path, form(form));
    }

    public Answer delete(String path) {
        return call("DELETE", "/api2/json" + path, null);
    }

    /** Anything else on the port, such as {@code /lab/state}; the body is JSON. */
    public Answer raw(String method, String path, String... body) {
        return with(Map.of("Content-Type", "application/json")).call(method, path, body.length == 0 ? null : body[0]);
    }

    /** Starts a task and waits for its end, which it answers. */
    public String task(Answer started) {
        var upid = started.ok().data().asString();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> exit(upid), exit -> !exit.isEmpty());
    }

    private String exit(String upid) {
        var node = upid.split(":")[1];
        return get("/nodes/" + node + "/tasks/" + upid + "/status")
                .ok()
                .data()
                .path("exitstatus")
                .asString("");
    }

    public List<JsonNode> ledger() {
        return raw("GET", "/lab/ledger?from=1")
                .body()
                .lines()
                .map(Json.MAPPER::readTree)
                .toList();
    }

    public List<String> effects() {
        return ledger().stream()
                .filter(entry -> entry.has("effect"))
                .map(entry -> entry.path("effect").asString() + " "
                        + entry.path("vmid").asInt())
                .toList();
    }

    private static String form(String... namesAndValues) {
        var pairs = new StringBuilder();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            pairs.append(pairs.isEmpty() ? "" : "&")
                    .append(encoded(namesAndValues[i]))
                    .append('=')
                    .append(encoded(namesAndValues[i + 1]));
        }
        return pairs.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Answer call(String method, String path, String body) {
        try {
            var connection = (HttpsURLConnection) uri.resolve(path).toURL().openConnection();
            connection.setSSLSocketFactory(sockets);
            connection.setRequestMethod(method);
            connection.setReadTimeout(20_000);
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            headers.forEach(connection::setRequestProperty);
            if (body != null) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            }
            var status = connection.getResponseCode();
            var stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
            var text = stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(status, connection.getResponseMessage(), connection.getContentType(), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
