package dev.moru.config.play.ansible;

import dev.moru.config.play.Play;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Host keys: those that are known go in, those that were seen for the first time come out. They stand under the id of the
 * server, because two servers of different networks may have the same address.
 */
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
            var name = host.login().server() + " ";
            pins.put(
                    host.alias(),
                    lines.stream().filter(line -> line.startsWith(name)).toList());
        }
        return pins;
    }
}
