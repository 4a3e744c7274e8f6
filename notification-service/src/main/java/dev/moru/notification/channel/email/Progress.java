package dev.moru.notification.channel.email;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who of several readers has a mail, and who never will, so that the next attempt leaves both alone.
 *
 * @param refused what was answered, by address
 */
record Progress(List<String> reached, Map<String, String> refused) {

    private static final String REACHED = "+";
    private static final String REFUSED = "-";

    static Progress parse(String text) {
        var lines = text.lines().toList();
        var refused = new LinkedHashMap<String, String>();
        lines.stream().filter(line -> line.startsWith(REFUSED)).forEach(line -> {
            var parts = line.substring(1).split(" ", 2);
            refused.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        return new Progress(
                lines.stream()
                        .filter(line -> line.startsWith(REACHED))
                        .map(line -> line.substring(1))
                        .toList(),
                refused);
    }

    List<String> openOf(Collection<String> readers) {
        return readers.stream()
                .filter(reader -> !reached.contains(reader) && !refused.containsKey(reader))
                .toList();
    }

    /** For people; empty when nobody was refused. */
    String complaint() {
        return refused.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue())
                .collect(Collectors.joining("; "));
    }

    @Override
    public String toString() {
        var lines = new StringBuilder();
        reached.forEach(reader -> lines.append(REACHED).append(reader).append('\n'));
        refused.forEach((reader, answer) -> lines.append(REFUSED)
                .append(reader)
                .append(' ')
                .append(answer.replaceAll("\\s+", " "))
                .append('\n'));
        return lines.toString();
    }
}
