package dev.moru.systemtests.parts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers like a Prometheus that has scraped each server when it is asked for it the second time. */
final class Prometheus implements AutoCloseable {

    private static final int OK = 200;

    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private final HttpServer server;

    Prometheus(int port) {
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/query", this::answer);
        server.start();
    }

    static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var series =
                    asked.add(exchange.getRequestURI().getQuery()) ? "" : "{\"metric\": {}, \"value\": [0, \"1\"]}";
            var body = "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": [%s]}}"
                    .formatted(series)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(OK, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
