package dev.moru.config.play.ansible;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Until when a program may run without a further word. A process that is frozen can't end what it has started, and the kernel
 * sees no death in it: so the program's group looks at this file once a second, and ends itself when the time is over.
 *
 * <p>The time is counted since the machine was started, by a clock that does not jump and goes on in whoever is not frozen.
 */
final class Leash {

    /** In the folder of the run. */
    static final String FILE = "alive";

    private static final Path UPTIME = Path.of("/proc/uptime");

    private final Path file;
    private final Path next;
    private long endsAt;

    Leash(Path folder, Duration length) throws IOException {
        this.file = folder.resolve(FILE);
        this.next = folder.resolve(FILE + ".next");
        give(length);
    }

    /**
     * Begins anew.
     *
     * @throws Ended when the time is over: the program may have been ended for that
     */
    void extend(Duration length) throws IOException {
        requireHeld();
        give(length);
    }

    void requireHeld() throws IOException {
        if (secondsSinceBoot() >= endsAt) {
            throw new Ended();
        }
    }

    private void give(Duration length) throws IOException {
        var end = (long) (secondsSinceBoot() + length.toMillis() / 1000.0);
        if (end != endsAt) {
            Files.writeString(next, end + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            endsAt = end;
        }
    }

    private static double secondsSinceBoot() throws IOException {
        return Double.parseDouble(Files.readString(UPTIME).split(" ", 2)[0]);
    }

    /** This process was silent for too long: what its program was ended with says nothing. */
    static final class Ended extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        Ended() {
            super("the play was left to itself for too long, and ended");
        }
    }
}
