package dev.moru.secrets.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The calls of Vault's key-value engine, version 2, that the store makes, in the shapes of
 * https://developer.hashicorp.com/vault/api-docs/secret/kv/kv-v2.
 */
final class KeyValueEngine implements AutoCloseable {

    static final String TOKEN = "root-token";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpServer server;
    private final Map<String, List<@Nullable Object>> secrets = new HashMap<>();
    private final AtomicInteger sealedAnswers = new AtomicInteger();

    KeyValueEngine() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/secret/", this::handle);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Answers like a sealed Vault this many times. */
    void seal(int answers) {
        sealedAnswers.set(answers);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        try (exchange) {
            if (sealedAnswers.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                answer(exchange, 503, Map.of("errors", List.of("Vault is sealed")));
            } else if (!TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Vault-Token"))) {
                answer(exchange, 403, Map.of("errors", List.of("permission denied")));
            } else {
                route(exchange, body);
            }
        }
    }

    private synchronized void route(HttpExchange exchange, byte[] body) throws IOException {
        var path = exchange.getRequestURI().getPath();
        if (path.startsWith("/v1/secret/destroy/")) {
            destroy(secrets.get(path.substring("/v1/secret/destroy/".length())), body);
            exchange.sendResponseHeaders(204, -1);
        } else if (exchange.getRequestMethod().equals("GET")) {
            read(exchange, path.substring("/v1/secret/data/".length()));
        } else {
            var versions = secrets.computeIfAbsent(path.substring("/v1/secret/data/".length()), p -> new ArrayList<>());
            versions.add(JSON.readValue(body, Map.class).get("data"));
            answer(exchange, 200, Map.of("data", metadata(versions.size(), false)));
        }
    }

    private void read(HttpExchange exchange, String path) throws IOException {
        var versions = secrets.getOrDefault(path, List.of());
        int version = Integer.parseInt(exchange.getRequestURI().getQuery().replace("version=", ""));
        if (version > versions.size()) {
            answer(exchange, 404, Map.of("errors", List.of()));
            return;
        }
        var data = new HashMap<String, @Nullable Object>();
        data.put("data", versions.get(version - 1));
        data.put("metadata", metadata(version, versions.get(version - 1) == null));
        answer(exchange, versions.get(version - 1) == null ? 404 : 200, Map.of("data", data));
    }

    private static void destroy(@Nullable List<@Nullable Object> versions, byte[] body) {
        if (versions != null) {
            var numbers = (List<?>) JSON.readValue(body, Map.class).get("versions");
            numbers.forEach(number -> versions.set(Integer.parseInt(number.toString()) - 1, null));
        }
    }

    private static Map<String, Object> metadata(int version, boolean destroyed) {
        return Map.of(
                "created_time",
                "2026-01-01T00:00:00.000000000Z",
                "deletion_time",
                "",
                "destroyed",
                destroyed,
                "version",
                version);
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
