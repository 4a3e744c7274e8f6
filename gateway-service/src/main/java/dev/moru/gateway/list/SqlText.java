package dev.moru.gateway.list;

import java.util.ArrayList;
import java.util.List;

/** A statement in the making. Nothing that a caller sent becomes part of its text: values are bound. */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> values = new ArrayList<>();
    private boolean conditional;

    SqlText add(String fragment) {
        text.append(fragment);
        return this;
    }

    SqlText bind(Object value) {
        values.add(value);
        text.append('$').append(values.size());
        return this;
    }

    /** Begins one more condition of the statement. */
    SqlText condition() {
        text.append(conditional ? " and " : " where ");
        conditional = true;
        return this;
    }

    String text() {
        return text.toString();
    }

    List<Object> values() {
        return values;
    }
}
