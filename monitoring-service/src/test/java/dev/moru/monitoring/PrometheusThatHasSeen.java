package dev.moru.monitoring;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers queries as Prometheus does: it has heard of no server, then has failed to scrape it, and then has scraped it. */
final class PrometheusThatHasSeen implements AutoCloseable {

    private static final String[] RESULTS = {
        "[]",
        "[{\"metric\": {}, \"value\": [1772366400.1, \"0\"]}]",
        "[{\"metric\": {}, \"value\": [1772366401.1, \"1\"]}]"
    };

    private final HttpServer server;
    private final AtomicInteger asked = new AtomicInteger();

    PrometheusThatHasSeen() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/api/v1/query", exchange -> {
            var result = RESULTS[Math.min(asked.getAndIncrement(), RESULTS.length - 1)];
            var body = "{\"status\": \"success\", \"data\": {\"resultType\": \"vector\", \"result\": %s}}"
                    .formatted(result)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
