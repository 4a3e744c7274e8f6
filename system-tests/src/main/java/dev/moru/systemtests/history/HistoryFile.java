package dev.moru.systemtests.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.json.JsonMapper;

/** A whole history in one file, so that it can be judged again. */
public final class HistoryFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private HistoryFile() {}

    public static void write(History history, Path file) {
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            JSON.writeValue(out, history);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static History read(Path file) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return JSON.readValue(in, History.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
