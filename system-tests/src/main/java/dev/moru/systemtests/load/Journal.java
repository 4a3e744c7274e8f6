package dev.moru.systemtests.load;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** An append-only file of JSON lines, which is also remembered, if only in short. */
final class Journal<T> implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<T> entries = new ArrayList<>();
    private final UnaryOperator<T> inShort;
    private final BufferedWriter file;

    Journal(Path file) {
        this(file, UnaryOperator.identity());
    }

    /** @param inShort what is remembered of an entry */
    Journal(Path file, UnaryOperator<T> inShort) {
        this.inShort = inShort;
        try {
            this.file = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void append(T entry) {
        entries.add(inShort.apply(entry));
        try {
            file.write(JSON.writeValueAsString(entry));
            file.newLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized List<T> entries() {
        return List.copyOf(entries);
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
