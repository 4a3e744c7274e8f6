package dev.moru.systemtests.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.moru.systemtests.history.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Receivers of webhooks, each under a path of its own, which keep a ledger and misbehave when they are told to. */
public final class Sinks implements AutoCloseable {

    /** How a sink answers. */
    public enum Mood {
        WELL,
        /** Takes the event, and lets the caller wait longer than it does. */
        SILENT_AFTER_TAKING,
        BROKEN,
        BUSY,
        GONE
    }

    private static final int OK = 204;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int GONE = 410;
    private static final long LONGER_THAN_ANYBODY_WAITS_MILLIS = 3_000;
    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, Sinks::daemon);
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final Journal<Receipt> ledger;

    /** @param directory where the ledger is written */
    public Sinks(int port, Path directory) {
        this.ledger = new Journal<>(directory.resolve("sinks.jsonl"));
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::take);
        server.setExecutor(threads);
        server.start();
    }

    public URI url(String sink) {
        return URI.create("http://127.0.0.1:%d/%s".formatted(server.getAddress().getPort(), sink));
    }

    public void mood(String sink, Mood mood) {
        moods.put(sink, mood);
    }

    public List<Receipt> receipts() {
        return ledger.entries();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sink = exchange.getRequestURI().getPath().substring(1);
            var mood = moods.getOrDefault(sink, Mood.WELL);
            var body = JsonMapper.shared().readTree(exchange.getRequestBody());
            var id = exchange.getRequestHeaders().getFirst("webhook-id");
            var status = status(mood);
            var answered = mood == Mood.SILENT_AFTER_TAKING ? 0 : status;
            var at = Instant.now();
            events(body)
                    .forEach(event -> ledger.append(new Receipt(
                            sink,
                            at,
                            id,
                            UUID.fromString(event.path("id").asString()),
                            event.path("type").asString(),
                            status == OK,
                            answered)));
            if (mood == Mood.SILENT_AFTER_TAKING) {
                Client.pause(LONGER_THAN_ANYBODY_WAITS_MILLIS);
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    /** Several that were sent together, or the only one. */
    private static Stream<JsonNode> events(JsonNode body) {
        return body.path("events").isArray() ? body.path("events").valueStream() : Stream.of(body);
    }

    private static int status(Mood mood) {
        return switch (mood) {
            case WELL, SILENT_AFTER_TAKING -> OK;
            case BROKEN -> BROKEN;
            case BUSY -> TOO_MANY;
            case GONE -> GONE;
        };
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "sink");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        ledger.close();
    }
}
