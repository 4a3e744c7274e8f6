package dev.moru.config;

import dev.moru.config.play.Playbooks;
import dev.moru.embedded.testing.ServiceUnderTest;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The service as it runs alone, on real stores, with plays that the test has scripted. */
final class RunningService implements AutoCloseable {

    private final Path directory;
    private final ServiceUnderTest stores = new ServiceUnderTest("config");
    private final ScriptedPlaybooks playbooks = new ScriptedPlaybooks();
    private ConfigurableApplicationContext context;

    RunningService(Path directory) {
        this.directory = directory;
        this.context = run();
    }

    private ConfigurableApplicationContext run() {
        var application = new SpringApplication(ConfigService.class);
        application.addInitializers(beans -> ((GenericApplicationContext) beans)
                .registerBean("scripted", Playbooks.class, () -> playbooks, definition -> definition.setPrimary(true)));
        return application.run(arguments());
    }

    /** Stops it, and starts another one on the same stores. */
    void restart() {
        stop();
        start();
    }

    void stop() {
        context.close();
    }

    void start() {
        context = run();
    }

    ScriptedPlaybooks playbooks() {
        return playbooks;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    private String[] arguments() {
        return stores.arguments(
                "moru.durable.work.poll=100ms",
                "moru.durable.work.lease=4s",
                "moru.durable.work.call-timeout=1s",
                "moru.durable.work.workers=8",
                "moru.durable.work.sole-replica=true",
                "moru.config.gather=500ms",
                "moru.config.ansible.work=" + directory.resolve("work"));
    }

    @Override
    public void close() {
        context.close();
    }
}
