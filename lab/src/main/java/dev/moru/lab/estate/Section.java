package dev.moru.lab.estate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A mapping in the YAML file, which knows where it stands. */
final class Section {

    private final String where;
    private final Map<?, ?> values;

    Section(String where, Object content) {
        this.where = where;
        if (!(content instanceof Map<?, ?> map)) {
            throw new EstateException((where.isEmpty() ? "the file" : where) + ": expected a mapping");
        }
        this.values = map;
    }

    String where() {
        return where;
    }

    Section only(String... names) {
        var known = Set.of(names);
        values.keySet().stream()
                .filter(name -> !known.contains(String.valueOf(name)))
                .findFirst()
                .ifPresent(name -> {
                    throw new EstateException(
                            at(String.valueOf(name)) + ": unknown; known are " + String.join(", ", names));
                });
        return this;
    }

    boolean has(String name) {
        return values.get(name) != null;
    }

    String text(String name) {
        if (!has(name)) {
            throw new EstateException(at(name) + ": is missing");
        }
        return String.valueOf(values.get(name));
    }

    String text(String name, String fallback) {
        return has(name) ? text(name) : fallback;
    }

    String choice(String name, String fallback, Set<String> allowed) {
        var value = text(name, fallback);
        if (!allowed.contains(value)) {
            throw new EstateException(at(name) + ": '" + value + "' is none of " + String.join(", ", allowed));
        }
        return value;
    }

    int number(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException wrong) {
            throw new EstateException(at(name) + ": '" + text(name) + "' is no whole number");
        }
    }

    int number(String name, int fallback) {
        return has(name) ? number(name) : fallback;
    }

    boolean flag(String name, boolean fallback) {
        if (!has(name)) {
            return fallback;
        }
        if (!(values.get(name) instanceof Boolean flag)) {
            throw new EstateException(at(name) + ": expected true or false");
        }
        return flag;
    }

    List<String> texts(String name) {
        return elements(name).stream().map(String::valueOf).toList();
    }

    List<Section> list(String name) {
        var sections = new ArrayList<Section>();
        for (var element : elements(name)) {
            sections.add(new Section(at(name) + "[" + sections.size() + "]", element));
        }
        return sections;
    }

    private List<?> elements(String name) {
        if (!(values.get(name) instanceof List<?> list)) {
            throw new EstateException(at(name) + ": expected a list");
        }
        return list;
    }

    private String at(String name) {
        return where.isEmpty() ? name : where + "." + name;
    }
}
