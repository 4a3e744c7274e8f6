package dev.moru.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/** A process in which a service runs as its own main would run it, to be reported on. */
final class StandAloneService {

    private StandAloneService() {}

    /** @param arguments the main class, and the file that takes the report */
    public static void main(String[] arguments) throws Exception {
        try (var context = SpringApplication.run(Class.forName(arguments[0]))) {
            Files.write(Path.of(arguments[1]), ContextReport.of(context));
        }
        System.exit(0);
    }
}
