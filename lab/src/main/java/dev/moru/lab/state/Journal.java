package dev.moru.lab.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The lab's memory on disk. One commit is one line that holds the changed rows <em>and</em> the ledger entries that
 * belong to them, so state and ledger can't disagree after a crash: a torn last line loses both. The ledger's own file
 * is written after the line and repaired from it at the next start.
 *
 * <p>A line is handed to the operating system before anybody is answered, which survives {@code kill -9}; it is forced
 * to the disk in the background, which a power cut may outrun by a fraction of a second.
 */
public final class Journal implements AutoCloseable {

    private static final long COMPACT_ABOVE_BYTES = 16L << 20;

    private final Path directory;
    private final Path file;
    private final LedgerFile ledger;
    private final Map<String, Table<?>> tables = new LinkedHashMap<>();
    private final Set<Change> changed = new LinkedHashSet<>();
    private final List<ObjectNode> entries = new ArrayList<>();
    private final DiskForce force = new DiskForce();
    private @Nullable FileChannel owned;
    private @Nullable FileChannel channel;
    private long writtenBytes;
    private long compactedBytes;

    private record Change(Table<?> table, String key) {}

    public Journal(Path directory) {
        this.directory = directory;
        this.file = directory.resolve("state.journal");
        this.ledger = new LedgerFile(directory.resolve("ledger.jsonl"));
    }

    public <T> Table<T> table(String name, Class<T> type) {
        var table = new Table<>(name, type, this);
        tables.put(name, table);
        return table;
    }

    /** Reads what an earlier run left. All tables must be declared before. */
    public void open() {
        try {
            own();
            ledger.open();
            if (Files.exists(file)) {
                for (var line : CompleteLines.of(file)) {
                    replay(line);
                }
            }
            compact();
        } catch (IOException failure) {
            throw new UncheckedIOException("lab state in " + directory + ": " + failure.getMessage(), failure);
        }
    }

    /** Two labs on one directory would destroy each other's state. */
    private void own() throws IOException {
        var file = directory.resolve("lab.lock");
        var lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        owned = lock;
        try {
            if (lock.tryLock() == null) {
                throw new IOException("it is in use by another lab");
            }
        } catch (OverlappingFileLockException inThisProcess) {
            throw new IOException("it is in use by another lab", inThisProcess);
        }
    }

    public LedgerFile ledger() {
        return ledger;
    }

    /** Adds an entry to the commit that is being built; {@code n} is given here. */
    public void append(ObjectNode entry) {
        entries.add(entry);
    }

    public long nextEntryNumber() {
        return ledger.last() + entries.size() + 1;
    }

    void changed(Table<?> table, String key) {
        changed.add(new Change(table, key));
    }

    /** Writes everything since the last commit as one line; nothing to write costs nothing. */
    public void commit() {
        if (changed.isEmpty() && entries.isEmpty()) {
            return;
        }
        try {
            write(line(changed, entries));
            ledger.append(entries);
            changed.clear();
            entries.clear();
            if (writtenBytes > COMPACT_ABOVE_BYTES && writtenBytes > 2 * compactedBytes) {
                compact();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("lab state in " + directory + ": " + failure.getMessage(), failure);
        }
    }

    private static byte[] line(Iterable<Change> changes, List<ObjectNode> entries) {
        var line = Json.MAPPER.createObjectNode();
        var ledger = line.putArray("ledger");
        entries.forEach(ledger::add);
        var rows = line.putArray("rows");
        for (var change : changes) {
            row(rows, change.table(), change.key());
        }
        return (Json.text(line) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void row(ArrayNode rows, Table<?> table, String key) {
        var row = table.get(key);
        var entry = rows.addArray().add(table.name()).add(key);
        if (row == null) {
            entry.addNull();
        } else {
            entry.add(Json.MAPPER.<JsonNode>valueToTree(row));
        }
    }

    private void write(byte[] line) throws IOException {
        var open = channel;
        if (open == null) {
            throw new IllegalStateException("the journal is not open");
        }
        var buffer = ByteBuffer.wrap(line);
        try {
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
        } catch (IOException full) {
            open.truncate(writtenBytes);
            throw full;
        }
        writtenBytes += line.length;
        force.soon(open);
    }

    private void replay(String line) {
        JsonNode commit;
        try {
            commit = Json.MAPPER.readTree(line);
        } catch (JacksonException damaged) {
            throw new IllegalStateException(file + " is damaged: " + damaged.getOriginalMessage(), damaged);
        }
        ledger.repair(commit.path("ledger"));
        for (var row : commit.path("rows")) {
            var table = tables.get(row.get(0).asString());
            if (table != null) {
                table.replay(row.get(1).asString(), row.get(2));
            }
        }
    }

    /** Replaces the journal by one line with every row; the ledger is on the disk before the old lines go. */
    private void compact() throws IOException {
        ledger.force();
        var all = new ArrayList<Change>();
        tables.values().forEach(table -> table.byKey().keySet().forEach(key -> all.add(new Change(table, key))));
        var line = line(all, List.of());
        var fresh = file.resolveSibling("state.journal.new");
        try (var target = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            target.write(ByteBuffer.wrap(line));
            target.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        var old = channel;
        channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        if (old != null) {
            force.forget(old);
            old.close();
        }
        writtenBytes = line.length;
        compactedBytes = line.length;
    }

    @Override
    public void close() {
        force.close();
        try {
            ledger.close();
            if (channel != null) {
                channel.close();
            }
            if (owned != null) {
                owned.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
