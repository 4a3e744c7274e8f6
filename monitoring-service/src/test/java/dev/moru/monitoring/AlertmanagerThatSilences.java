package dev.moru.monitoring;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** Keeps silences as Alertmanager does, and has the alerts that a test gives it. */
final class AlertmanagerThatSilences implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Set<String> active = ConcurrentHashMap.newKeySet();
    private final List<String> comments = new CopyOnWriteArrayList<>();

    AlertmanagerThatSilences() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v2/status", exchange -> answer(exchange, "{\"uptime\": \"2020-01-01T00:00:00Z\"}"));
        server.createContext("/api/v2/alerts", exchange -> answer(exchange, list(active, "{\"fingerprint\": \"%s\"}")));
        server.createContext("/api/v2/silences", this::silences);
        server.start();
    }

    void has(String fingerprint) {
        active.add(fingerprint);
    }

    void hasNoLonger(String fingerprint) {
        active.remove(fingerprint);
    }

    List<String> comments() {
        return comments;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void silences(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            comments.add(JSON.readTree(exchange.getRequestBody().readAllBytes())
                    .path("comment")
                    .asString(""));
            answer(exchange, "{\"silenceID\": \"silence-%d\"}".formatted(comments.size()));
        } else {
            answer(
                    exchange,
                    list(comments, "{\"id\": \"known\", \"comment\": \"%s\", \"status\": {\"state\": \"active\"}}"));
        }
    }

    private static String list(Iterable<String> values, String item) {
        var items = new ArrayList<String>();
        values.forEach(value -> items.add(item.formatted(value)));
        return items.stream().collect(Collectors.joining(",", "[", "]"));
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
