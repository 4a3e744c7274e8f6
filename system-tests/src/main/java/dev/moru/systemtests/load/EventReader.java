package dev.moru.systemtests.load;

import dev.moru.systemtests.history.Frame;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** Follows all events, and resumes at the next replica of the gateway with its last cursor when it is cut off. */
public final class EventReader implements AutoCloseable {

    private static final int OK = 200;
    private static final long PAUSE_MILLIS = 300;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final String name;
    private final List<URI> gateways;
    private final String token;
    private final Journal<Frame> log;
    private final Thread thread;
    private String cursor = "";
    private volatile boolean stopped;

    /**
     * @param name among readers
     * @param first at which of the gateways it begins
     * @param directory where what it sees is written
     */
    public EventReader(String name, int first, List<URI> gateways, String token, Path directory) {
        this.name = name;
        this.gateways = gateways;
        this.token = token;
        this.log = new Journal<>(directory.resolve("frames-" + name + ".jsonl"));
        this.thread = new Thread(() -> follow(first), name);
        this.thread.setDaemon(true);
        this.thread.start();
    }

    public List<Frame> frames() {
        return log.entries();
    }

    private void follow(int first) {
        for (int next = first; !stopped; next++) {
            try {
                read(gateways.get(next % gateways.size()));
            } catch (IOException | UncheckedIOException e) {
                // Cut off, which is what this run is about.
                Client.pause(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void read(URI gateway) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(gateway.resolve("/api/v1/events"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (!cursor.isEmpty()) {
            request.header("Last-Event-ID", cursor);
        }
        var response = http.send(request.build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            if (response.statusCode() == OK) {
                readFrames(lines);
            } else {
                Client.pause(PAUSE_MILLIS);
            }
        }
    }

    /** A frame counts only when its blank line has come; so does its id. */
    private void readFrames(BufferedReader lines) throws IOException {
        var id = "";
        var data = "";
        for (var line = lines.readLine(); line != null && !stopped; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring("data:".length()).strip();
            } else if (line.isEmpty()) {
                take(id, data);
                id = "";
                data = "";
            }
        }
    }

    private void take(String id, String data) {
        if (!data.isEmpty()) {
            var event = UUID.fromString(JSON.readTree(data).path("id").asString());
            log.append(new Frame(name, Instant.now(), Long.parseLong(id.substring(id.indexOf('.') + 1)), event));
        }
        if (!id.isEmpty()) {
            cursor = id;
        }
    }

    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        log.close();
    }
}
