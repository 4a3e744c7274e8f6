package dev.moru.service;

import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;

/** The main of every service that runs alone. A start that fails is told in one line on stderr, and ends with 1. */
public final class ServiceMain {

    private static final Logger log = LoggerFactory.getLogger(ServiceMain.class);

    private ServiceMain() {}

    /** @param service a class that is annotated with {@link MoruService} */
    public static void run(Class<?> service, String... arguments) {
        // Where numbers are written in other digits, these must not get into addresses and commands.
        Locale.setDefault(Locale.ROOT);
        var application = new SpringApplication(service);
        application.addInitializers(new RequiredSettings());
        try {
            application.run(arguments);
        } catch (RuntimeException failure) {
            giveUp(service.getAnnotation(MoruService.class).name(), failure);
        }
    }

    private static void giveUp(String service, RuntimeException failure) {
        System.err.println("moru-" + service + ": " + StartExplanation.of(failure));
        if (!isForTheOperator(failure)) {
            log.error("The start failed", failure);
        }
        System.exit(1);
    }

    /** The line says all that there is to know; a stack trace would only hide it. */
    private static boolean isForTheOperator(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SettingsMissing || cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
