package dev.moru.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts the name of the part that logs into the MDC as {@code service}. A thread inherits it from the thread that
 * started it, so that the pools that a service makes for itself are tagged without its help.
 */
public final class ServiceTag extends Filter<ILoggingEvent> {

    private static final String KEY = "service";
    private static final InheritableThreadLocal<@Nullable String> CURRENT = new InheritableThreadLocal<>();

    /** Runs the task, and all threads that it starts, under the name. */
    public static <T> T during(String service, Supplier<T> task) {
        var before = CURRENT.get();
        CURRENT.set(service);
        MDC.put(KEY, service);
        try {
            return task.get();
        } finally {
            CURRENT.set(before);
            MDC.remove(KEY);
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        var service = CURRENT.get();
        if (service != null && MDC.get(KEY) == null) {
            MDC.put(KEY, service);
        }
        return FilterReply.NEUTRAL;
    }
}
