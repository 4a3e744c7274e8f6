package dev.moru.gateway.list;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the part of the filter language of AIP-160 that people use. As there, {@code OR} binds closer than {@code AND}.
 *
 * <pre>
 * filter      = alternative { "AND" alternative }
 * alternative = term { "OR" term }
 * term        = [ "NOT" | "-" ] ( "(" filter ")" | field operator value )
 * operator    = "=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | ":"
 * value       = bare word | "quoted" | 'quoted' | "*" behind ":"
 * </pre>
 */
final class FilterParser {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_RESTRICTIONS = 50;
    private static final int MAX_DEPTH = 20;
    private static final int LEAST_INDEXED_PART = 3;

    private final String text;
    private final ListTable table;
    private int at;
    private int depth;
    private int restrictions;

    private FilterParser(String text, ListTable table) {
        this.text = text;
        this.table = table;
    }

    /** @throws InvalidListRequest when the text is no filter of this table */
    static Filter parse(String text, ListTable table) {
        if (text.length() > MAX_LENGTH) {
            throw new InvalidListRequest("filter", "is longer than " + MAX_LENGTH + " characters");
        }
        var parser = new FilterParser(text, table);
        var filter = parser.filter();
        if (!parser.atEnd()) {
            throw parser.wrong("expected AND or OR");
        }
        return filter;
    }

    private Filter filter() {
        if (++depth > MAX_DEPTH) {
            throw wrong("nested deeper than " + MAX_DEPTH + " levels");
        }
        var parts = new ArrayList<Filter>();
        do {
            parts.add(alternative());
        } while (skipWord("AND"));
        depth--;
        return parts.size() == 1 ? parts.get(0) : new Filter.All(parts);
    }

    private Filter alternative() {
        var parts = new ArrayList<Filter>();
        do {
            parts.add(term());
        } while (skipWord("OR"));
        return parts.size() == 1 ? parts.get(0) : new Filter.Any(parts);
    }

    private Filter term() {
        if (skipWord("NOT") || skip("-")) {
            return new Filter.Not(simple());
        }
        return simple();
    }

    private Filter simple() {
        if (!skip("(")) {
            return restriction();
        }
        var inner = filter();
        if (!skip(")")) {
            throw wrong("expected )");
        }
        return inner;
    }

    private Filter restriction() {
        if (++restrictions > MAX_RESTRICTIONS) {
            throw wrong("more than " + MAX_RESTRICTIONS + " comparisons");
        }
        var field = field();
        var operator = operator(field);
        skipBlanks();
        boolean quoted = at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
        var value = quoted ? quotedValue() : bareValue();
        if (operator == Operator.HAS && value.equals("*") && !quoted) {
            return new Filter.Present(field);
        }
        return compare(field, operator, value);
    }

    private Field field() {
        skipBlanks();
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "._".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (at == start) {
            throw wrong("expected a field");
        }
        var name = text.substring(start, at);
        return table.field(name)
                .orElseThrow(() -> new InvalidListRequest(
                        "filter",
                        "unknown field '" + name + "'; the fields are " + String.join(", ", table.fieldNames())));
    }

    private Operator operator(Field field) {
        skipBlanks();
        var operator = Operator.at(text, at).orElseThrow(() -> wrong("expected = != < <= > >= or :"));
        // Whether there is a value can be asked of every field.
        boolean presence = operator == Operator.HAS && text.startsWith("*", at + 1);
        if (!presence && !field.type().knows(operator)) {
            throw wrong("field '" + field.name() + "' has only "
                    + field.type().operators().stream().map(Operator::sign).collect(Collectors.joining(" ")));
        }
        at += operator.sign().length();
        return operator;
    }

    private Filter compare(Field field, Operator operator, String value) {
        if (operator == Operator.HAS) {
            return field.type() == FieldType.TEXTS ? new Filter.Contains(field, value) : part(field, value);
        }
        if (!field.words().isEmpty() && !field.words().contains(value)) {
            throw wrong("field '" + field.name() + "' is one of " + String.join(", ", field.words()));
        }
        if (operator == Operator.EQUAL && field.type() == FieldType.TEXT && isPattern(value)) {
            return new Filter.Matches(field, false, pattern(value));
        }
        return new Filter.Comparison(field, operator, typed(field, value));
    }

    private static Filter part(Field field, String value) {
        var matches = new Filter.Matches(field, true, "%" + escaped(value) + "%");
        boolean indexed = field.searchable() && value.length() >= LEAST_INDEXED_PART;
        return indexed ? new Filter.All(List.of(new Filter.HasParts(field, value), matches)) : matches;
    }

    private Object typed(Field field, String value) {
        try {
            return field.type().read(value);
        } catch (IllegalArgumentException e) {
            throw wrong("field '" + field.name() + "' takes " + field.type().description());
        }
    }

    private static boolean isPattern(String value) {
        return value.startsWith("*") || value.endsWith("*");
    }

    private static String pattern(String value) {
        boolean openStart = value.startsWith("*");
        var rest = openStart ? value.substring(1) : value;
        boolean openEnd = rest.endsWith("*");
        var middle = openEnd ? rest.substring(0, rest.length() - 1) : rest;
        return (openStart ? "%" : "") + escaped(middle) + (openEnd ? "%" : "");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    private String bareValue() {
        int start = at;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "()\"'".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at == start) {
            throw wrong("expected a value");
        }
        return storable(text.substring(start, at));
    }

    private String quotedValue() {
        char quote = text.charAt(at++);
        var value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw wrong("the quotation has no end");
        }
        at++;
        return storable(value.toString());
    }

    /** PostgreSQL has no text with a NUL in it, so none can match. */
    private String storable(String value) {
        if (value.indexOf('\0') >= 0) {
            throw wrong("a value holds a NUL character");
        }
        return value;
    }

    private boolean skip(String sign) {
        skipBlanks();
        if (!text.startsWith(sign, at)) {
            return false;
        }
        at += sign.length();
        return true;
    }

    private boolean skipWord(String word) {
        skipBlanks();
        int end = at + word.length();
        boolean whole = end == text.length() || (end < text.length() && " \t\r\n(".indexOf(text.charAt(end)) >= 0);
        return whole && skip(word);
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private boolean atEnd() {
        skipBlanks();
        return at == text.length();
    }

    private InvalidListRequest wrong(String detail) {
        return new InvalidListRequest("filter", detail + " (at character " + (at + 1) + ")");
    }
}
