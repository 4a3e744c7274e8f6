package dev.moru.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.KafkaOptions;
import dev.moru.embedded.PostgresOptions;
import dev.moru.launcher.home.Home;
import dev.moru.launcher.home.Secret;
import dev.moru.launcher.service.Service;
import dev.moru.launcher.service.ServiceApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Several contexts in one JVM must each be what the service is when it runs alone. */
class ContextsIT {

    @TempDir
    Path directory;

    private LauncherSettings settings;
    private Home home;

    @BeforeEach
    void start() {
        settings = LauncherSettings.from(Map.of("MORU_PORT_BASE", String.valueOf(LauncherProcess.freePortBase())));
        home = Home.open(directory.resolve("home"));
        home.keptAdminPassword(() -> new Secret("a password for the test"));
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @Test
    void haveTheBeansMetersAndMigrationsThatTheyHaveAlone() throws Exception {
        var together = together();
        var alone = alone();

        assertThat(together).isNotEmpty();
        together.forEach(
                (service, report) -> assertThat(report).as(service).containsExactlyElementsOf(alone.get(service)));
    }

    private Map<String, List<String>> together() {
        try (var postgres = postgres("together");
                var kafka = kafka("together")) {
            var contexts = new TreeMap<String, ConfigurableApplicationContext>();
            services(postgres, kafka)
                    .forEach(service -> contexts.put(service.name(), new ServiceApplication(service).run()));
            var reports = new TreeMap<String, List<String>>();
            contexts.forEach((name, context) -> reports.put(name, ContextReport.of(context)));
            contexts.values().forEach(ConfigurableApplicationContext::close);
            return reports;
        }
    }

    private Map<String, List<String>> alone() throws Exception {
        try (var postgres = postgres("alone");
                var kafka = kafka("alone")) {
            var reports = new TreeMap<String, List<String>>();
            for (var service : services(postgres, kafka)) {
                reports.put(service.name(), alone(service));
            }
            return reports;
        }
    }

    private List<String> alone(Service service) throws Exception {
        var report = directory.resolve(service.name() + ".report");
        var log = directory.resolve(service.name() + ".log");
        var process = new ProcessBuilder(command(service, report))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended").isTrue();
            assertThat(process.exitValue()).as(() -> read(log)).isZero();
        } finally {
            process.destroyForcibly();
        }
        return Files.readAllLines(report);
    }

    private static List<String> command(Service service, Path report) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        service.properties().forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(
                List.of(StandAloneService.class.getName(), service.mainClass().getName(), report.toString()));
        return command;
    }

    private List<Service> services(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        var services = new Services(settings, home, postgres, kafka);
        var all = new ArrayList<>(services.behindTheGateway());
        all.add(services.gateway(Secret.random(32)));
        return all;
    }

    private EmbeddedPostgres postgres(String name) {
        return EmbeddedPostgres.start(PostgresOptions.in(directory.resolve(name + "-postgres")));
    }

    /** One for each database: with the topics of another one a service would not start. */
    private EmbeddedKafka kafka(String name) {
        return EmbeddedKafka.start(KafkaOptions.in(directory.resolve(name + "-kafka")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
