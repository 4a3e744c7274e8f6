package dev.moru.gateway.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A client of an event stream, as strict as a browser's. */
public final class EventStreamClient implements AutoCloseable {

    /**
     * @param id of the last frame that had one
     * @param event {@code message} unless it is named
     */
    public record Frame(@Nullable String id, String event, String data, long arrivedNanos) {}

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<Stream<String>> response;
    private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
    private final Thread reader;
    private volatile @Nullable String lastId;

    private EventStreamClient(HttpResponse<Stream<String>> response, @Nullable String lastId) {
        this.response = response;
        this.lastId = lastId;
        this.reader = new Thread(this::read, "event-stream-client");
        reader.setDaemon(true);
        reader.start();
    }

    public static EventStreamClient open(URI uri, String token, @Nullable String lastId)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return new EventStreamClient(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofLines()), lastId);
    }

    private void read() {
        var data = new StringBuilder();
        var event = "message";
        try (var lines = response.body()) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.isEmpty() && !data.isEmpty()) {
                    frames.add(new Frame(lastId, event, data.toString(), System.nanoTime()));
                    data.setLength(0);
                    event = "message";
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    event = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring(6));
                }
            }
        } catch (RuntimeException e) {
            // The other side has gone; what was complete has been taken.
        }
    }

    public int status() {
        return response.statusCode();
    }

    public @Nullable String lastId() {
        return lastId;
    }

    /** Whether the other side has ended the stream. */
    public boolean hasEnded() {
        return !reader.isAlive();
    }

    /** The frames up to and with the first that is the one. */
    public List<Frame> until(Predicate<Frame> last) throws InterruptedException {
        var taken = new ArrayList<Frame>();
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (taken.isEmpty() || !last.test(taken.get(taken.size() - 1))) {
            var frame = frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (frame == null) {
                throw new AssertionError("the stream is silent after " + taken.size() + " frames: " + taken);
            }
            taken.add(frame);
        }
        return taken;
    }

    public List<Frame> take(int count) throws InterruptedException {
        var taken = new ArrayList<Frame>();
        while (taken.size() < count) {
            taken.addAll(until(frame -> true));
        }
        return taken;
    }

    @Override
    public void close() {
        response.body().close();
    }
}
