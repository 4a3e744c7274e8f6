package dev.moru.durable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A named place where a fault run ends the process or throws. Compiled in, off by default: then it costs the read of one
 * field that never changes.
 *
 * <p>Armed for a whole process by the system property {@code moru.failpoints}: {@code name=halt} or
 * {@code name=halt@3} (at the third visit), several separated by commas; tests arm them in process with {@link #arm}.
 */
public final class FailPoint {

    private static final Map<String, Action> ARMED = fromProperty(System.getProperty("moru.failpoints", ""));
    private static volatile boolean active = !ARMED.isEmpty();

    private FailPoint() {}

    /** Does nothing, unless the point is armed. */
    public static void reach(String name) {
        if (active) {
            var action = ARMED.get(name);
            if (action != null) {
                action.visit(name);
            }
        }
    }

    /** Lets the next visit of the point throw {@link FailPointReached}, once. */
    public static void arm(String name) {
        ARMED.put(name, new Action(false, 1));
        active = true;
    }

    public static void disarmAll() {
        ARMED.clear();
        active = false;
    }

    private static Map<String, Action> fromProperty(String property) {
        var armed = new ConcurrentHashMap<String, Action>();
        for (var entry : property.split(",")) {
            var parts = entry.trim().split("[=@]");
            if (parts.length >= 2) {
                armed.put(
                        parts[0],
                        new Action(parts[1].equals("halt"), parts.length > 2 ? Integer.parseInt(parts[2]) : 1));
            }
        }
        return armed;
    }

    private static final class Action {

        private final boolean halt;
        private final AtomicInteger visitsLeft;

        Action(boolean halt, int atVisit) {
            this.halt = halt;
            this.visitsLeft = new AtomicInteger(atVisit);
        }

        void visit(String name) {
            if (visitsLeft.decrementAndGet() != 0) {
                return;
            }
            if (halt) {
                // No log is written any more, and of several points somebody wants to know which one it was.
                System.err.println("halted at " + name);
                Runtime.getRuntime().halt(137);
            }
            throw new FailPointReached(name);
        }
    }

    /** Thrown by a point that a test has armed. */
    public static final class FailPointReached extends RuntimeException {

        FailPointReached(String name) {
            super("fail point " + name);
        }
    }
}
