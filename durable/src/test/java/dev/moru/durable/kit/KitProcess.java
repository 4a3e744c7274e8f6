package dev.moru.durable.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A replica of {@link KitService} in a JVM of its own, which can be killed and frozen. */
final class KitProcess implements AutoCloseable {

    private final Process process;

    private KitProcess(Process process) {
        this.process = process;
    }

    /** @param failPoint {@code name=halt@n}, or empty */
    static KitProcess start(String replica, String failPoint, Map<String, String> settings) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx192m"));
        line.addAll(List.of("-Dmoru.failpoints=" + failPoint, "-Dkit.replica=" + replica));
        settings.forEach((name, value) -> line.add("-D" + name + "=" + value));
        line.addAll(List.of("-cp", ManagementFactory.getRuntimeMXBean().getClassPath(), KitService.class.getName()));
        try {
            var builder = new ProcessBuilder(line).redirectErrorStream(true);
            builder.redirectOutput(Path.of("target", "kit-" + replica + ".log").toFile());
            return new KitProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
