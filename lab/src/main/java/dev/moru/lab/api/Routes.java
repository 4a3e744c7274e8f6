package dev.moru.lab.api;

import dev.moru.lab.schema.Endpoint;
import dev.moru.lab.schema.Facts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The endpoints that the lab has built. Everything else is a 501, as with Proxmox. */
public final class Routes {

    private final Facts facts;
    private final Map<String, List<Route>> byMethodAndLength = new HashMap<>();

    public Routes(Facts facts) {
        this.facts = facts;
    }

    /** An endpoint, its handler and the values of the path's variables. */
    public record Match(Endpoint endpoint, Handler handler, Map<String, String> variables) {}

    private record Route(String[] segments, Endpoint endpoint, Handler handler) {

        boolean takesTheRest() {
            return segments[segments.length - 1].equals("{volume}");
        }

        Optional<Map<String, String>> variables(List<String> path) {
            var variables = new LinkedHashMap<String, String>();
            for (var i = 0; i < segments.length; i++) {
                if (segments[i].startsWith("{")) {
                    variables.put(segments[i].substring(1, segments[i].length() - 1), path.get(i));
                } else if (!segments[i].equals(path.get(i))) {
                    return Optional.empty();
                }
            }
            if (takesTheRest()) {
                variables.put("volume", String.join("/", path.subList(segments.length - 1, path.size())));
            }
            return Optional.of(variables);
        }
    }

    public Routes get(String path, Handler handler) {
        return add("GET", path, handler);
    }

    public Routes post(String path, Handler handler) {
        return add("POST", path, handler);
    }

    public Routes put(String path, Handler handler) {
        return add("PUT", path, handler);
    }

    public Routes delete(String path, Handler handler) {
        return add("DELETE", path, handler);
    }

    private Routes add(String method, String path, Handler handler) {
        var endpoint = facts.endpoint(method, path)
                .orElseThrow(() -> new IllegalArgumentException("no facts about " + method + " " + path));
        var route = new Route(path.substring(1).split("/"), endpoint, handler);
        byMethodAndLength
                .computeIfAbsent(
                        key(method, route.takesTheRest() ? -1 : route.segments().length), key -> new ArrayList<>())
                .add(route);
        return this;
    }

    /** {@code path} is decoded and split, without empty segments. Literal segments win over variables. */
    public Optional<Match> find(String method, List<String> path) {
        return match(byMethodAndLength.get(key(method, path.size())), path).or(() -> match(restOf(method, path), path));
    }

    private List<Route> restOf(String method, List<String> path) {
        return byMethodAndLength.getOrDefault(key(method, -1), List.of()).stream()
                .filter(route -> route.segments().length <= path.size())
                .toList();
    }

    private static Optional<Match> match(@Nullable List<Route> routes, List<String> path) {
        if (routes == null) {
            return Optional.empty();
        }
        return routes.stream()
                .flatMap(route -> route.variables(path).stream()
                        .map(variables -> new Match(route.endpoint(), route.handler(), variables)))
                .min((a, b) ->
                        Integer.compare(a.variables().size(), b.variables().size()));
    }

    private static String key(String method, int length) {
        return method + length;
    }
}
