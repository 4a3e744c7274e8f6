package dev.moru.service;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertyResolver;

/** Asks for what no service can do without before anything is built, and names all of it at once. */
final class RequiredSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final List<String> ALWAYS = List.of(
            "spring.kafka.bootstrap-servers", "moru.database.url", "moru.database.username", "moru.database.password");

    private static final List<String> FOR_THE_SEALED_TABLE = List.of(
            "moru.secrets.key-file",
            "moru.secrets.database.url",
            "moru.secrets.database.username",
            "moru.secrets.database.password");

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var missing = missing(context.getEnvironment());
        if (!missing.isEmpty()) {
            throw new SettingsMissing(missing);
        }
    }

    static List<String> missing(PropertyResolver settings) {
        var sealed = settings.getProperty("moru.secrets.backend", "sealed").equalsIgnoreCase("sealed");
        return Stream.concat(ALWAYS.stream(), sealed ? FOR_THE_SEALED_TABLE.stream() : Stream.empty())
                .filter(name -> !isSet(settings, name))
                .map(RequiredSettings::variable)
                .toList();
    }

    private static boolean isSet(PropertyResolver settings, String name) {
        return has(settings, name) || isSecret(name) && has(settings, name + "-file");
    }

    private static boolean has(PropertyResolver settings, String name) {
        return !settings.getProperty(name, "").isBlank();
    }

    private static boolean isSecret(String name) {
        return name.endsWith(".password");
    }

    private static String variable(String name) {
        var variable = name.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
        return isSecret(name) ? variable + " (or " + variable + "_FILE)" : variable;
    }
}
