package dev.moru.cli.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;

/**
 * Ends the selector threads that the JDK's HTTP clients keep as long as they live. The JVM waits up to 300 ms at its end
 * for threads that sit in a native call, which is where a selector always sits: more than a whole command takes.
 */
public final class SelectorThreads {

    private static final Duration LONGEST = Duration.ofMillis(50);

    private SelectorThreads() {}

    /** No client of this process can be used any more. */
    public static void end() {
        var threads = new Thread[Thread.activeCount() + 8];
        Thread.enumerate(threads);
        Arrays.stream(threads)
                .filter(Objects::nonNull)
                .filter(thread -> thread.getName().startsWith("HttpClient-")
                        && thread.getName().endsWith("-SelectorManager"))
                .forEach(SelectorThreads::end);
    }

    private static void end(Thread thread) {
        try {
            thread.interrupt();
            thread.join(LONGEST.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
