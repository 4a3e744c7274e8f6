package dev.moru.config.play.ansible;

import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Host keys: those that are known go in, those that were seen for the first time come out. */
final class KnownHosts {

    static final String FILE = "known_hosts";

    private KnownHosts() {}

    static String of(Play play) {
        return play.hosts().stream()
                .flatMap(host -> host.pins().stream())
                .distinct()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    static Map<String, List<String>> read(Play play, RunFolder folder) throws IOException {
        var file = folder.file(FILE);
        var lines = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        var pins = new HashMap<String, List<String>>();
        for (var host : play.hosts()) {
            var names = namesOf(host.login());
            pins.put(
                    host.alias(),
                    lines.stream().filter(line -> names.contains(nameIn(line))).toList());
        }
        return pins;
    }

    private static String nameIn(String line) {
        int space = line.indexOf(' ');
        return space < 0 ? line : line.substring(0, space);
    }

    private static Set<String> namesOf(PlayHost.Login login) {
        var names = new LinkedHashSet<String>();
        names.add(login.port() == 22 ? login.address() : "[" + login.address() + "]:" + login.port());
        return names;
    }
}
