package dev.moru.proxmox;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * The name of a task: {@code UPID:node:pid:pstart:starttime:type:id:user:}, with the colon at its end.
 *
 * @param node where the worker runs, which is the node to ask about it; it may differ from the one in the request
 * @param processStart in ticks since that node's boot
 * @param type for example {@code qmclone}
 * @param id what the task works on, usually a guest's number (for a clone: the template's); may be empty; reserved
 *     characters stay escaped
 * @param user with realm, and with token where one was used
 */
public record Upid(
        String node, long processId, long processStart, Instant startedAt, String type, String id, String user) {

    private static final Pattern FORM = Pattern.compile("UPID:([a-zA-Z0-9][a-zA-Z0-9.-]*):([0-9A-Fa-f]{8}):"
            + "([0-9A-Fa-f]{8,9}):([0-9A-Fa-f]{8}):([^:\\s]+):([^:\\s]*):([^:\\s]+):");
    private static final int HEX = 16;

    /** Throws {@link IllegalArgumentException} when the text is not a task's name. */
    public static Upid parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a task id: " + text);
        }
        return new Upid(
                parts.group(1),
                Long.parseLong(parts.group(2), HEX),
                Long.parseLong(parts.group(3), HEX),
                Instant.ofEpochSecond(Long.parseLong(parts.group(4), HEX)),
                parts.group(5),
                parts.group(6),
                parts.group(7));
    }

    /** The guest that the task names, where it names one. */
    public OptionalInt vmid() {
        return id.matches("[1-9][0-9]{2,8}") ? OptionalInt.of(Integer.parseInt(id)) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "UPID:%s:%08X:%08X:%08X:%s:%s:%s:",
                node,
                processId,
                processStart,
                startedAt.getEpochSecond(),
                type,
                id,
                user);
    }
}
