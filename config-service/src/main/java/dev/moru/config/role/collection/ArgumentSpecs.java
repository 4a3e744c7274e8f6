package dev.moru.config.role.collection;

import dev.moru.config.role.Role;
import dev.moru.config.role.RoleCatalogue;
import dev.moru.config.role.RoleVariable;
import dev.moru.config.role.RoleVariable.Type;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads {@code meta/argument_specs.yml} of the roles in the collection that the service carries. */
final class ArgumentSpecs {

    private static final String FILES = "classpath:collection/roles/*/meta/argument_specs.yml";

    private ArgumentSpecs() {}

    static RoleCatalogue read() throws IOException {
        var resolver = new PathMatchingResourcePatternResolver(ArgumentSpecs.class.getClassLoader());
        var roles = new ArrayList<Role>();
        for (var file : resolver.getResources(FILES)) {
            var segments = file.getURL().toString().split("/");
            try (var content = file.getInputStream()) {
                roles.add(role(segments[segments.length - 3], content));
            }
        }
        roles.sort(Comparator.comparing(Role::name));
        return new RoleCatalogue(roles);
    }

    static Role role(String name, InputStream content) {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(content);
        // What else a role can be entered by is between the roles.
        var main = map(map(file, "argument_specs"), "main");
        return new Role(name, text(main, "short_description"), variables(map(main, "options")));
    }

    private static List<RoleVariable> variables(Map<String, Object> options) {
        return options.keySet().stream()
                .map(name -> variable(name, map(options, name)))
                .collect(Collectors.toList());
    }

    private static RoleVariable variable(String name, Map<String, Object> option) {
        return new RoleVariable(
                name,
                type(Objects.requireNonNullElse(option.get("type"), "str")),
                option.containsKey("elements") ? type(option.get("elements")) : null,
                Boolean.TRUE.equals(option.get("required")),
                Boolean.TRUE.equals(option.get("no_log")),
                option.get("choices") instanceof List<?> choices ? List.copyOf(choices) : List.of(),
                option.get("default"),
                text(option, "description"),
                variables(map(option, "options")));
    }

    private static Type type(@Nullable Object word) {
        return Type.valueOf(String.valueOf(word).toUpperCase(Locale.ROOT));
    }

    private static String text(Map<String, Object> map, String key) {
        return Objects.toString(map.get(key), "").strip();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> map, String key) {
        return (Map<String, Object>) Objects.requireNonNullElse(map.get(key), Map.of());
    }
}
