package dev.moru.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Lets through what the person at the terminal may have to act on: our own warnings, and anybody's errors. */
public final class WorthShowing extends Filter<ILoggingEvent> {

    private static final String OURS = "dev.moru.";

    @Override
    public FilterReply decide(ILoggingEvent event) {
        var threshold = event.getLoggerName().startsWith(OURS) ? Level.WARN : Level.ERROR;
        return event.getLevel().isGreaterOrEqual(threshold) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }
}
