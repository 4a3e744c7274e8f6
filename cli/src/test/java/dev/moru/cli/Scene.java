package dev.moru.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway that plays its part, a home directory, and a command line that knows both. New for each test. */
final class Scene implements BeforeEachCallback, AfterEachCallback {

    private FakeGateway gateway;
    private Path home;
    private CommandLineRun moru;

    FakeGateway gateway() {
        return gateway;
    }

    Path home() {
        return home;
    }

    CommandLineRun moru() {
        return moru;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        gateway = new FakeGateway();
        home = Files.createTempDirectory("moru-cli");
        moru = new CommandLineRun(home).against(gateway);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        gateway.close();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
