package dev.moru.cli.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An open event stream. A thread of its own reads it, so that whoever follows can also redraw a clock and watch a
 * deadline. When the stream has ended, for whatever reason, {@link #open} is false once everything read was taken.
 */
public final class EventStream implements AutoCloseable {

    private static final int READ_AHEAD = 1_000;

    private final InputStream source;
    private final BlockingQueue<Optional<ServerSentEvent>> arrived = new LinkedBlockingQueue<>(READ_AHEAD);
    private volatile Optional<String> lastId = Optional.empty();
    private boolean open = true;

    EventStream(InputStream source) {
        this.source = source;
        var reader = new Thread(this::read, "event-stream");
        reader.setDaemon(true);
        reader.start();
    }

    /** The next event, if one arrives in time. */
    public Optional<ServerSentEvent> next(Duration patience) throws InterruptedException {
        var next = open ? arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS) : Optional.<ServerSentEvent>empty();
        if (next == null) {
            return Optional.empty();
        }
        open = open && next.isPresent();
        return next;
    }

    public boolean open() {
        return open;
    }

    /** How far the stream has got, which may be beyond the last event; meaningful once the stream has ended. */
    public Optional<String> lastId() {
        return lastId;
    }

    @Override
    public void close() {
        open = false;
        try {
            source.close();
        } catch (IOException ignored) {
            // Nothing more was wanted from it.
        }
    }

    private void read() {
        try {
            forward();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void forward() throws InterruptedException {
        var parser = new EventParser();
        try (var lines = new BufferedReader(new InputStreamReader(source, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var event = parser.line(line);
                lastId = parser.lastId();
                if (event.isPresent()) {
                    arrived.put(event);
                }
            }
        } catch (IOException broken) {
            // A broken stream ends like any other: whoever follows resumes it.
        }
        arrived.put(Optional.empty());
    }
}
