package dev.moru.launcher.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import dev.moru.launcher.home.Secret;
import dev.moru.proxmox.Credentials.ApiToken;
import dev.moru.proxmox.Endpoint;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.ProxmoxSettings;
import dev.moru.proxmox.TlsTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FirstSitesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path directory;

    private final Map<String, JsonNode> created = new ConcurrentHashMap<>();
    private Lab lab;
    private HttpServer gateway;

    @BeforeEach
    void start() throws IOException {
        lab = Lab.start(LabOptions.in(directory));
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/api/v1/", this::answer);
        gateway.start();
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        lab.close();
    }

    @Test
    void offersWhatTheLabHas() {
        addLab();

        assertThat(created.keySet())
                .contains("sites/lab", "presets/small", "presets/medium", "presets/large")
                .contains(
                        "sites/lab/images/debian-12",
                        "sites/lab/networks/default",
                        "sites/lab/storage-classes/default");
        var image = created.get("sites/lab/images/debian-12");
        assertThat(image.get("sources"))
                .extracting(source -> source.get("node").asString())
                .containsExactly("lab1", "lab2");
        assertThat(image.get("sources"))
                .extracting(source -> source.get("storage").asString())
                .containsOnly("local-lvm");
        assertThat(image.get("cloudInit").asBoolean()).isTrue();
        assertThat(created.get("sites/lab/networks/default").get("bridge").asString())
                .isEqualTo("vmbr0");
    }

    @Test
    void givesMoruATokenThatCannotManageUsers() throws IOException {
        addLab();

        var site = created.get("sites/lab");
        var token = ApiToken.of(
                site.get("tokenId").asString(),
                dev.moru.proxmox.Secret.of(site.get("tokenSecret").asString()));
        var trust = TlsTrust.authority(Files.readString(lab.caPem()));
        try (var client = ProxmoxClient.of(
                ProxmoxSettings.of(List.of(Endpoint.of(lab.uri().toString(), trust)), token))) {
            var privileges =
                    client.access().permissions().propagating().get("/").keySet();
            assertThat(privileges)
                    .contains("VM.Clone", "VM.Allocate")
                    .doesNotContain("Permissions.Modify", "Sys.Modify");
        }
    }

    @Test
    void leavesASiteAloneThatIsThere() {
        addLab();
        var first = created.get("sites/lab");

        addLab();

        assertThat(created.get("sites/lab")).isSameAs(first);
    }

    private void addLab() {
        var client = new GatewayClient(
                HttpClient.newHttpClient(),
                URI.create("http://127.0.0.1:" + gateway.getAddress().getPort()),
                new Secret("token"));
        new FirstSites(client).addLab(lab.uri(), lab.caPem(), LabOptions.DEFAULT_PASSWORD);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        int status;
        if (exchange.getRequestMethod().equals("GET")) {
            status = created.containsKey(path) ? 200 : 404;
        } else {
            var resource = JSON.readTree(body);
            var known = created.putIfAbsent(path + "/" + resource.get("name").asString(), resource);
            status = known == null ? 201 : 409;
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
