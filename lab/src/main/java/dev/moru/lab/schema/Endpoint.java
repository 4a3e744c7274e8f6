package dev.moru.lab.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the schema says about one method of one path. */
public record Endpoint(
        String method,
        String path,
        Check permission,
        @Nullable String forwardedTo,
        boolean tokensAllowed,
        Map<String, Parameter> parameters) {

    private static final Pattern INDEXED = Pattern.compile("([a-z]+)(0|[1-9]\\d{0,2})");

    /** How many members the families {@code net[n]}, {@code scsi[n]}, ... have. */
    private static final Map<String, Integer> FAMILY_SIZES = Map.ofEntries(
            Map.entry("ide", 4),
            Map.entry("sata", 6),
            Map.entry("scsi", 31),
            Map.entry("virtio", 16),
            Map.entry("unused", 256),
            Map.entry("net", 32),
            Map.entry("serial", 4),
            Map.entry("parallel", 3),
            Map.entry("numa", 8),
            Map.entry("hostpci", 16),
            Map.entry("usb", 14),
            Map.entry("virtiofs", 10),
            Map.entry("ipconfig", 32));

    public Optional<Parameter> parameter(String name) {
        var direct = parameters.get(name);
        if (direct != null) {
            return Optional.of(direct);
        }
        var indexed = INDEXED.matcher(name);
        if (!indexed.matches()
                || Integer.parseInt(indexed.group(2)) >= FAMILY_SIZES.getOrDefault(indexed.group(1), 0)) {
            return Optional.empty();
        }
        return Optional.ofNullable(parameters.get(indexed.group(1) + "[n]"));
    }

    /** All violations of one request, by parameter; empty when it may be handled. */
    public Map<String, String> violations(Map<String, String> given, Formats formats) {
        var violations = new LinkedHashMap<String, String>();
        var validation = new Validation(formats);
        given.forEach((name, value) -> parameter(name)
                .ifPresentOrElse(
                        parameter ->
                                validation.of(parameter, name, value).ifPresent(text -> violations.put(name, text)),
                        () -> violations.put(name, Validation.UNKNOWN)));
        parameters.forEach((name, parameter) -> {
            if (parameter.required() && !given.containsKey(name)) {
                violations.put(name, Validation.MISSING);
            }
        });
        given.keySet()
                .forEach(name -> parameter(name)
                        .map(Parameter::requires)
                        .filter(needed -> !given.containsKey(needed))
                        .ifPresent(needed -> violations.put(needed, "missing property required by '" + name + "'")));
        return violations;
    }
}
