package dev.moru.proxmox;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A value of the form {@code local-lvm:vm-100-disk-0,size=8G,ssd=1}, as in {@code net0}, {@code scsi0} or
 * {@code ipconfig0}. It is read leniently, because releases and other tools differ: keys may come in any order, unknown
 * ones are kept, one value may stand without its key, and what is not changed is rendered as it was read.
 */
public record PropertyString(List<Property> properties) {

    /** @param key empty for the value that stands without its key */
    public record Property(String key, String value) {

        static Property parse(String text) {
            var equals = text.indexOf('=');
            return equals < 0
                    ? new Property("", text)
                    : new Property(text.substring(0, equals).strip(), text.substring(equals + 1));
        }

        String render() {
            return key.isEmpty() ? value : key + "=" + value;
        }
    }

    public PropertyString {
        properties = List.copyOf(properties);
    }

    public static PropertyString parse(String text) {
        var properties = new ArrayList<Property>();
        for (var part : text.split(",", -1)) {
            if (!part.isBlank()) {
                properties.add(Property.parse(part.strip()));
            }
        }
        return new PropertyString(properties);
    }

    public static PropertyString empty() {
        return new PropertyString(List.of());
    }

    /** The value without a key: a disk's volume, a network card's model where the address is still to be drawn. */
    public Optional<String> bare() {
        return get("");
    }

    public Optional<String> get(String key) {
        return properties.stream()
                .filter(property -> property.key().equals(key))
                .map(Property::value)
                .findFirst();
    }

    /** The volume of a disk, which stands without a key in answers, and with {@code file} in what some clients write. */
    public Optional<String> volume() {
        return bare().or(() -> get("file"));
    }

    /** A flag, in any of the spellings that the API accepts inside such strings. */
    public boolean isOn(String key) {
        return get(key).filter(value -> List.of("1", "on", "yes", "true").contains(value.toLowerCase()))
                .isPresent();
    }

    /** With this value in the key's place, or at the end. */
    public PropertyString with(String key, Object value) {
        var changed = new Property(key, value.toString());
        var more = new ArrayList<Property>();
        for (var property : properties) {
            more.add(property.key().equals(key) ? changed : property);
        }
        if (!more.contains(changed)) {
            more.add(changed);
        }
        return new PropertyString(more);
    }

    public PropertyString without(String key) {
        return new PropertyString(properties.stream()
                .filter(property -> !property.key().equals(key))
                .toList());
    }

    /** The form in which the API takes it. */
    @Override
    public String toString() {
        return properties.stream().map(Property::render).collect(Collectors.joining(","));
    }
}
