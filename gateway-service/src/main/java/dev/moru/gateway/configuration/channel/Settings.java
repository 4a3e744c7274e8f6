package dev.moru.gateway.configuration.channel;

import dev.moru.gateway.problem.Complaints;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The settings of a channel while they are judged: what nobody has asked for is unknown. */
public final class Settings {

    private static final String POINTER = "/settings/";

    private final Map<String, Object> given;
    private final Complaints complaints;
    private final Set<String> known = new HashSet<>();

    public Settings(Map<String, Object> given, Complaints complaints) {
        this.given = given;
        this.complaints = complaints;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** Complains about what means nothing unless something else is there. */
    void refuseWithout(String needed, String... names) {
        for (var name : names) {
            complaints.require(take(name) == null, POINTER + name, "only beside " + needed);
        }
    }

    /** A text that must be there. */
    void text(String name, Predicate<String> rule, String description) {
        complaints.require(has(name), POINTER + name, description);
        optionalText(name, rule, description);
    }

    void optionalText(String name, Predicate<String> rule, String description) {
        var value = take(name);
        complaints.require(
                value == null || value instanceof String text && rule.test(text), POINTER + name, description);
    }

    void optionalNumber(String name, int least, int most) {
        var value = take(name);
        complaints.require(
                value == null || value instanceof Integer number && number >= least && number <= most,
                POINTER + name,
                least + " to " + most);
    }

    /** Between one and so many texts. */
    void texts(String name, int most, Predicate<String> rule, String description) {
        var values = take(name) instanceof List<?> list ? list : List.of();
        complaints.require(
                !values.isEmpty() && values.size() <= most,
                POINTER + name,
                "a list of 1 to " + most + ": " + description);
        for (int i = 0; i < values.size(); i++) {
            complaints.require(
                    values.get(i) instanceof String text && rule.test(text), POINTER + name + "/" + i, description);
        }
    }

    /** Texts by name, if there are any. */
    void optionalTexts(String name, BiConsumer<Entry, Complaints> rule) {
        var value = take(name);
        complaints.require(value == null || value instanceof Map, POINTER + name, "texts by name");
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> rule.accept(
                    new Entry(
                            String.valueOf(key),
                            text instanceof String given ? given : null,
                            POINTER + name + "/" + key),
                    complaints));
        }
    }

    /** @param value absent when it is no text */
    record Entry(String name, @Nullable String value, String pointer) {}

    private @Nullable Object take(String name) {
        known.add(name);
        return given.get(name);
    }

    /** Complains about what is none of this sort's settings. */
    public void refuseOthers() {
        var others = new ArrayList<>(given.keySet());
        others.removeAll(known);
        others.forEach(other -> complaints.invalid(POINTER + other, "there is no such setting of this type"));
    }

    /** Whether a text is an absolute URL without credentials. */
    static Predicate<String> webAddress(Set<String> schemes) {
        return text -> url(text)
                .filter(url -> url.getScheme() != null
                        && schemes.contains(url.getScheme())
                        && url.getHost() != null
                        && url.getRawUserInfo() == null
                        && url.getRawFragment() == null)
                .isPresent();
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
