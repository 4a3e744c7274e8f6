package dev.moru.cli.server;

import dev.moru.cli.exit.Failure;
import dev.moru.cli.output.Documents;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Reads the short notations of options: {@code default,ipv4=auto} and {@code data=100G,storageClass=fast}. */
final class Assignments {

    private Assignments() {}

    /** The text before the first comma under the name given, then each {@code field=value}. */
    static ObjectNode object(String firstField, String text) {
        var parts = text.split(",");
        var object = Documents.object().put(firstField, parts[0]);
        for (var index = 1; index < parts.length; index++) {
            var pair = parts[index].split("=", 2);
            if (pair.length < 2 || pair[0].isBlank()) {
                throw Failure.usage("'" + parts[index] + "' in '" + text + "' is not FIELD=VALUE");
            }
            object.put(pair[0], pair[1]);
        }
        return object;
    }

    /** A disk without a name is the root disk. */
    static ObjectNode disk(String text) {
        var object = object("size", text);
        var first = object.remove("size").asString("").split("=", 2);
        var disk = Documents.object();
        disk.put("name", first.length == 1 ? "root" : first[0]);
        disk.put("sizeGiB", gibibytes(first[first.length - 1]));
        disk.setAll(object);
        return disk;
    }

    static int mebibytes(String text) {
        var size = text.toUpperCase(Locale.ROOT);
        if (size.matches("\\d{1,6}G(I?B)?")) {
            return digits(size) * 1024;
        }
        if (size.matches("\\d{1,9}(M(I?B)?)?")) {
            return digits(size);
        }
        throw Failure.usage("'" + text + "' is not a size such as 4G, 512M or 4096");
    }

    private static int gibibytes(String text) {
        var size = text.toUpperCase(Locale.ROOT);
        if (size.matches("\\d{1,6}T(I?B)?")) {
            return digits(size) * 1024;
        }
        if (size.matches("\\d{1,6}(G(I?B)?)?")) {
            return digits(size);
        }
        throw Failure.usage("'" + text + "' is not a disk size such as 20G or 1T");
    }

    private static int digits(String size) {
        return Integer.parseInt(size.replaceAll("\\D", ""));
    }
}
