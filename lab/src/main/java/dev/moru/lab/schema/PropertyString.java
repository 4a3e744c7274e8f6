package dev.moru.lab.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A comma separated list of {@code key=value}, as Proxmox stores disks and network cards in one text. Keys that the
 * schema does not know are kept, so that a judge can name them.
 *
 * @param problem what is wrong with the form of the text, or null
 */
public record PropertyString(
        Map<String, String> values, @Nullable String problem) {

    public static PropertyString parse(Parameter schema, String text) {
        var values = new LinkedHashMap<String, String>();
        for (var part : text.split(",")) {
            var item = part.strip();
            if (item.isEmpty()) {
                continue;
            }
            var problem = take(schema, item, values);
            if (problem != null) {
                return new PropertyString(values, problem);
            }
        }
        return new PropertyString(values, null);
    }

    private static @Nullable String take(Parameter schema, String item, Map<String, String> values) {
        var equals = item.indexOf('=');
        if (equals > 0 && item.substring(0, equals).matches("[A-Za-z0-9][A-Za-z0-9_-]*")) {
            return takeKey(schema, item.substring(0, equals), item.substring(equals + 1), values);
        }
        var key = schema.defaultKey();
        if (key == null) {
            return "invalid format - missing key in comma-separated list property";
        }
        if (values.containsKey(key)) {
            return "invalid format - invalid key in comma-separated list property: " + item;
        }
        values.put(key, item);
        return null;
    }

    private static @Nullable String takeKey(Parameter schema, String key, String value, Map<String, String> values) {
        var known = schema.keys().get(key);
        var target = known != null && known.alias() != null ? known.alias() : key;
        if (values.containsKey(target)) {
            return "invalid format - duplicate key in comma-separated list property: " + target;
        }
        values.put(target, value);
        if (known != null && known.keyAlias() != null) {
            values.put(known.keyAlias(), key);
        }
        return null;
    }

    /** Text again, with {@code first} (and its value alone) in front. */
    public static String print(String first, Map<String, String> rest) {
        var text = new StringJoiner(",");
        if (!first.isEmpty()) {
            text.add(first);
        }
        rest.forEach((key, value) -> text.add(key + "=" + value));
        return text.toString();
    }
}
