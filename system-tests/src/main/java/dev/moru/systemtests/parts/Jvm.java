package dev.moru.systemtests.parts;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the JVMs of an installation are started: small, with the fast compiler alone, and on the classes that the launcher
 * has archived, where there are any. An archive is only of use on the class path that it was made with, so that comes
 * first.
 *
 * @param project the checkout, in which the launcher has been packaged
 */
public record Jvm(Path project) {

    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xms32m",
            "-Xmx192m",
            "-Xss512k",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xshare:auto",
            "-Xlog:disable",
            "-Xlog:all=error:stderr");

    List<String> command(Class<?> main, List<String> options) {
        return command(main.getName(), options);
    }

    List<String> command(String main, List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SMALL);
        archive().ifPresent(archive -> command.add("-XX:SharedArchiveFile=" + archive));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), main));
        return command;
    }

    private Path launcher() {
        return project.resolve("launcher/target");
    }

    private Optional<Path> archive() {
        var archive = launcher().resolve("moru-%s.archive".formatted(System.getProperty("java.specification.version")));
        return Files.exists(archive) ? Optional.of(archive) : Optional.empty();
    }

    private String classPath() {
        try (var jars = Files.list(launcher().resolve("lib"))) {
            var sorted = jars.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted();
            return Stream.of(Stream.of(launcher().resolve("launcher.jar").toString()), sorted, Stream.of(ownClasses()))
                    .flatMap(each -> each)
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new UncheckedIOException("the launcher is not packaged in " + launcher(), e);
        }
    }

    private static String ownClasses() {
        try {
            return Path.of(Jvm.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
