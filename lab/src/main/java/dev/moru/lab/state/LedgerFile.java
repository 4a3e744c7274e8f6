package dev.moru.lab.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The append-only file of ledger entries, one JSON object per line, numbered from 1 without gaps. */
public final class LedgerFile {

    private final Path file;
    private final List<Long> starts = new ArrayList<>();
    private @Nullable FileChannel channel;

    LedgerFile(Path file) {
        this.file = file;
    }

    void open() throws IOException {
        if (Files.exists(file)) {
            long start = 0;
            for (var line : CompleteLines.of(file)) {
                starts.add(start);
                start += line.getBytes(StandardCharsets.UTF_8).length + 1L;
            }
        }
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        channel.position(channel.size());
    }

    /** The number of the last entry, 0 when there is none. */
    long last() {
        return starts.size();
    }

    void append(List<? extends JsonNode> entries) throws IOException {
        if (entries.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        var position = channel().position();
        for (var entry : entries) {
            var line = Json.text(entry) + "\n";
            starts.add(position);
            position += line.getBytes(StandardCharsets.UTF_8).length;
            lines.append(line);
        }
        var buffer = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (buffer.hasRemaining()) {
            channel().write(buffer);
        }
    }

    /** Appends what a crash kept from reaching this file. */
    void repair(JsonNode entries) {
        var missing = new ArrayList<JsonNode>();
        for (var entry : entries) {
            if (entry.path("n").asLong() > last()) {
                missing.add(entry);
            }
        }
        try {
            append(missing);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The lines from entry {@code from} on; empty when there is none yet. */
    public byte[] from(long from) {
        var first = Math.max(1, from);
        if (first > last()) {
            return new byte[0];
        }
        try {
            long start = starts.get((int) first - 1);
            var buffer = ByteBuffer.allocate((int) (channel().position() - start));
            while (buffer.hasRemaining() && channel().read(buffer, start + buffer.position()) >= 0) {
                continue;
            }
            return buffer.array();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void force() throws IOException {
        channel().force(false);
    }

    void close() throws IOException {
        if (channel != null) {
            channel.force(false);
            channel.close();
        }
    }

    private FileChannel channel() {
        var open = channel;
        if (open == null) {
            throw new IllegalStateException("the ledger is not open");
        }
        return open;
    }
}
