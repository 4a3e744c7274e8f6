package dev.moru.lab.api;

import dev.moru.lab.schema.Endpoint;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** A request whose parameters the schema has accepted. */
public final class Call {

    private final Endpoint endpoint;
    private final String path;
    private final Caller caller;
    private final Map<String, String> parameters;

    public Call(Endpoint endpoint, String path, Caller caller, Map<String, String> parameters) {
        this.endpoint = endpoint;
        this.path = path;
        this.caller = caller;
        this.parameters = parameters;
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The path below {@code /api2/{format}}, as it was asked for. */
    public String path() {
        return path;
    }

    public Caller caller() {
        return caller;
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** A parameter that the schema demands. */
    public String text(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException(name + " is not in the schema of " + path));
    }

    public String text(String name, String fallback) {
        return parameters.getOrDefault(name, fallback);
    }

    public int number(String name) {
        return Integer.parseInt(text(name));
    }

    public long number(String name, long fallback) {
        return find(name).map(Long::parseLong).orElse(fallback);
    }

    public boolean flag(String name, boolean fallback) {
        return find(name).map("1"::equals).orElse(fallback);
    }

    /** Elements of a list parameter: comma, semicolon, blank and NUL all separate. */
    public List<String> list(String name) {
        return find(name).map(Call::split).orElse(List.of());
    }

    public static List<String> split(String list) {
        return Arrays.stream(list.split("[,;\\s\\x00]+"))
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /** The parameters whose name passes, in the order in which they were given. */
    public Map<String, String> where(Predicate<String> name) {
        var chosen = new LinkedHashMap<String, String>();
        parameters.forEach((key, value) -> {
            if (name.test(key)) {
                chosen.put(key, value);
            }
        });
        return chosen;
    }

    public String node() {
        return text("node");
    }

    public int vmid() {
        return number("vmid");
    }

    public boolean isWrite() {
        return !endpoint.method().equals("GET");
    }
}
