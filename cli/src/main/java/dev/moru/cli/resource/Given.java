package dev.moru.cli.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Puts into a body what was given on the command line, and leaves out what was not: the gateway fills that in. */
public final class Given {

    private Given() {}

    public static void put(ObjectNode body, String field, @Nullable String value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    public static void put(ObjectNode body, String field, @Nullable Integer value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    public static void put(ObjectNode body, String field, @Nullable Boolean value) {
        if (value != null) {
            body.put(field, value);
        }
    }

    /** An empty list was not given. */
    public static void put(ObjectNode body, String field, List<String> values) {
        if (!values.isEmpty()) {
            var array = body.putArray(field);
            values.forEach(array::add);
        }
    }
}
