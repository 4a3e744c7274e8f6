package dev.moru.launcher.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.moru.launcher.StartFailure;
import java.nio.file.Path;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/** JSON lines in a file, warnings on stderr; stdout is kept for the one line that says READY. */
public final class LauncherLog {

    private LauncherLog() {}

    /** Configures logging for all contexts, which from now on leave it alone. */
    public static void configure(Path directory) {
        System.setProperty(LoggingSystem.SYSTEM_PROPERTY, LoggingSystem.NONE);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        context.putProperty("directory", directory.toString());
        // Where Boot's JSON encoder looks for its settings.
        context.putObject(Environment.class.getName(), new StandardEnvironment());
        var joran = new JoranConfigurator();
        joran.setContext(context);
        try {
            joran.doConfigure(Objects.requireNonNull(LauncherLog.class.getResource("/launcher-logback.xml")));
        } catch (JoranException e) {
            throw new StartFailure("Cannot write the log in " + directory, e);
        }
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Writes what is still buffered. */
    public static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
