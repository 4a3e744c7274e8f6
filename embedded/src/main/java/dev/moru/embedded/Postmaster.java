package dev.moru.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes of PostgreSQL in one data directory. */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration FAST = Duration.ofSeconds(20);
    private static final Duration IMMEDIATE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(10);

    enum Signal {
        /** Rolls back what is open, writes a checkpoint. */
        INT,
        /** Leaves at once; the next start recovers from the write-ahead log. */
        QUIT,
        KILL
    }

    private Postmaster() {}

    /**
     * Ends the server that a killed parent left behind, and the back-ends that outlived a killed server. An orphan is
     * stopped rather than adopted, because it would die of its own parent's death signal and nobody could wait for it.
     */
    static void endOrphans(Path data) {
        var orphans = processesIn(data);
        if (orphans.isEmpty()) {
            return;
        }
        log.warn("Ending {} processes of PostgreSQL that an earlier run left in {}", orphans.size(), data);
        var postmaster = recordedPid(data).flatMap(ProcessHandle::of).filter(orphans::contains);
        if (postmaster.isPresent()) {
            send(Signal.INT, postmaster.get());
            if (isLeft(data, FAST)) {
                return;
            }
        }
        processesIn(data).forEach(orphan -> send(Signal.QUIT, orphan));
        if (isLeft(data, IMMEDIATE)) {
            return;
        }
        processesIn(data).forEach(orphan -> send(Signal.KILL, orphan));
        if (!isLeft(data, IMMEDIATE)) {
            throw new StoreFailure("Processes of PostgreSQL that an earlier run left in %s do not end".formatted(data));
        }
    }

    /**
     * Looks at the directory, not at the process table: where nobody reaps orphans, as in a container without an init,
     * an ended one stays there as a zombie.
     */
    private static boolean isLeft(Path data, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        while (!processesIn(data).isEmpty()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }

    static void send(Signal signal, ProcessHandle process) {
        Command.of("sh", "-c", "kill -" + signal + " \"$1\"", "sh", String.valueOf(process.pid()))
                .run();
    }

    /** All processes of PostgreSQL work in their data directory; only the first is in its pid file. */
    static List<ProcessHandle> processesIn(Path data) {
        if (Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.allProcesses()
                    .filter(process -> worksIn(data, Path.of("/proc", String.valueOf(process.pid()))))
                    .toList();
        }
        return recordedPid(data)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().command().orElse("").endsWith("/postgres"))
                .stream()
                .toList();
    }

    private static boolean worksIn(Path data, Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data)
                    && Files.readSymbolicLink(process.resolve("exe")).endsWith("postgres");
        } catch (IOException e) {
            // Ended meanwhile, or another user's.
            return false;
        }
    }

    private static Optional<Long> recordedPid(Path data) {
        try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
