package dev.moru.lab.task;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a task: {@code UPID:{node}:{pid}:{pstart}:{starttime}:{type}:{id}:{user}:}.
 *
 * @param startTime epoch seconds
 */
public record Upid(String node, long pid, long pstart, long startTime, String type, String id, String user) {

    private static final Pattern FORM = Pattern.compile("UPID:([a-zA-Z0-9]([a-zA-Z0-9\\-]*[a-zA-Z0-9])?):([0-9A-F]{8}):"
            + "([0-9A-F]{8,9}):([0-9A-F]{8}):([^:\\s]+):([^:\\s]*):([^:\\s]+):");

    public static Optional<Upid> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Upid(
                form.group(1),
                Long.parseLong(form.group(3), 16),
                Long.parseLong(form.group(4), 16),
                Long.parseLong(form.group(5), 16),
                form.group(6),
                unescaped(form.group(7)),
                form.group(8)));
    }

    /** The user without the token's name. */
    public String userWithoutToken() {
        var mark = user.indexOf('!');
        return mark < 0 ? user : user.substring(0, mark);
    }

    public Optional<String> tokenId() {
        var mark = user.indexOf('!');
        return mark < 0 ? Optional.empty() : Optional.of(user.substring(mark + 1));
    }

    private static String escaped(String id) {
        return id.replace("\\", "\\x5c")
                .replace(":", "\\x3a")
                .replace("/", "\\x2f")
                .replace(" ", "\\x20");
    }

    private static String unescaped(String id) {
        return id.replace("\\x20", " ")
                .replace("\\x2f", "/")
                .replace("\\x3a", ":")
                .replace("\\x5c", "\\");
    }

    @Override
    public String toString() {
        return "UPID:%s:%08X:%08X:%08X:%s:%s:%s:".formatted(node, pid, pstart, startTime, type, escaped(id), user);
    }
}
