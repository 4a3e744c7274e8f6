package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A lab in a process of its own, to be killed. */
record LabProcess(Process process, URI uri, Path ca) {

    static LabProcess start(Path home, String latency) throws IOException {
        return start(home, Map.of("MORU_LAB_LATENCY", latency));
    }

    static LabProcess start(Path home, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                LabMain.class.getName());
        builder.environment().put("MORU_HOME", home.toString());
        builder.environment().put("MORU_LAB_PORT", "0");
        builder.environment().putAll(environment);
        var process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        var ready = process.inputReader().readLine();
        assertThat(ready).startsWith("LAB READY ");
        return new LabProcess(process, URI.create(ready.split(" ")[2]), home.resolve("lab/ca.pem"));
    }

    LabClient root() {
        return LabClient.of(uri, ca).login("root@pam", LabOptions.DEFAULT_PASSWORD);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
