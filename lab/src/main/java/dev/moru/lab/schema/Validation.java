package dev.moru.lab.schema;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Judges one value and speaks Proxmox's words about it. */
final class Validation {

    static final String MISSING = "property is missing and it is not optional";
    static final String UNKNOWN =
            "property is not defined in schema and the schema does not allow additional properties";

    private static final Pattern INTEGER = Pattern.compile("[+-]?\\d+");
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Set<String> SWITCHES = Set.of("0", "1", "on", "off", "yes", "no", "true", "false");

    private final Formats formats;

    Validation(Formats formats) {
        this.formats = formats;
    }

    /** A violation of a top-level parameter; empty values are allowed for text only. */
    Optional<String> of(Parameter parameter, String name, String value) {
        if (parameter.isPropertyString()) {
            return ofPropertyString(parameter, name, value);
        }
        return ofValue(parameter, value, false);
    }

    private Optional<String> ofPropertyString(Parameter parameter, String name, String value) {
        var parsed = PropertyString.parse(parameter, value);
        if (parsed.problem() != null) {
            return Optional.of(parsed.problem());
        }
        var text = new StringBuilder();
        parsed.values()
                .forEach((key, given) -> keyViolation(parameter, key, given)
                        .ifPresent(problem -> text.append('\n')
                                .append(name)
                                .append('.')
                                .append(key)
                                .append(": ")
                                .append(problem)));
        parameter.keys().forEach((key, schema) -> {
            if (schema.required() && !parsed.values().containsKey(key)) {
                text.append('\n')
                        .append(name)
                        .append('.')
                        .append(key)
                        .append(": ")
                        .append(MISSING);
            }
        });
        return text.isEmpty() ? Optional.empty() : Optional.of("invalid format - format error" + text + "\n");
    }

    private Optional<String> keyViolation(Parameter parameter, String key, String value) {
        var schema = parameter.keys().get(key);
        return schema == null ? Optional.of(UNKNOWN) : ofValue(schema, value, true);
    }

    private Optional<String> ofValue(Parameter parameter, String value, boolean insidePropertyString) {
        return switch (parameter.type()) {
            case "integer" ->
                INTEGER.matcher(value).matches() ? ofRange(parameter, value) : wrongType(parameter, value);
            case "number" -> NUMBER.matcher(value).matches() ? ofRange(parameter, value) : wrongType(parameter, value);
            case "boolean" -> isSwitch(value, insidePropertyString) ? Optional.empty() : wrongType(parameter, value);
            case "array" -> Optional.empty();
            default -> ofText(parameter, value);
        };
    }

    private static boolean isSwitch(String value, boolean insidePropertyString) {
        return insidePropertyString ? SWITCHES.contains(value) : value.equals("0") || value.equals("1");
    }

    private static Optional<String> wrongType(Parameter parameter, String value) {
        return Optional.of("type check ('" + parameter.type() + "') failed - got '" + value + "'");
    }

    private static Optional<String> ofRange(Parameter parameter, String value) {
        var number = Double.parseDouble(value);
        if (parameter.minimum() != null && number < parameter.minimum()) {
            return Optional.of("value must have a minimum value of " + parameter.minimum());
        }
        if (parameter.maximum() != null && number > parameter.maximum()) {
            return Optional.of("value must have a maximum value of " + parameter.maximum());
        }
        return Optional.empty();
    }

    private Optional<String> ofText(Parameter parameter, String value) {
        if (parameter.maxLength() != null && value.length() > parameter.maxLength()) {
            return Optional.of("value may only be " + parameter.maxLength() + " characters long");
        }
        if (parameter.minLength() != null && value.length() < parameter.minLength()) {
            return Optional.of("value must be at least " + parameter.minLength() + " characters long");
        }
        if (parameter.pattern() != null && !parameter.pattern().matcher(value).matches()) {
            return Optional.of("value does not match the regex pattern");
        }
        if (!parameter.allowed().isEmpty() && !parameter.allowed().contains(value)) {
            return Optional.of("value '" + value + "' does not have a value in the enumeration '"
                    + String.join(", ", parameter.allowed()) + "'");
        }
        return parameter.format() == null ? Optional.empty() : formats.violation(parameter.format(), value);
    }
}
