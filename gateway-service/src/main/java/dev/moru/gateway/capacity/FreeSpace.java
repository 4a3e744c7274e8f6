package dev.moru.gateway.capacity;

import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/** Looks at most once in a while whether enough of a file system is left. */
final class FreeSpace {

    private static final Logger log = LoggerFactory.getLogger(FreeSpace.class);
    private static final long PERIOD_NANOS = Duration.ofMillis(500).toNanos();

    private final Path directory;
    private final long leastBytes;
    private volatile long lookAgainAt = System.nanoTime();
    private volatile boolean enough = true;

    FreeSpace(Path directory, DataSize least) {
        this.directory = directory;
        this.leastBytes = least.toBytes();
    }

    boolean isEnough() {
        long now = System.nanoTime();
        if (now - lookAgainAt >= 0) {
            lookAgainAt = now + PERIOD_NANOS;
            look(directory.toFile().getUsableSpace());
        }
        return enough;
    }

    private void look(long usable) {
        boolean isEnough = usable >= leastBytes;
        if (isEnough != enough) {
            enough = isEnough;
            log.warn(
                    "{}: {} MB are left in {}",
                    isEnough ? "Requests are accepted again" : "Nothing is accepted",
                    usable >> 20,
                    directory);
        }
    }
}
