package dev.moru.launcher.service;

import java.util.HashMap;
import java.util.Map;

/**
 * A service as the launcher runs it.
 *
 * @param name also the name of its schema and its role
 * @param mainClass its application
 * @param properties what its environment would say if it ran alone
 */
public record Service(String name, Class<?> mainClass, Map<String, Object> properties) {

    public Service {
        properties = Map.copyOf(properties);
    }

    public Service with(Map<String, Object> more) {
        var all = new HashMap<>(properties);
        all.putAll(more);
        return new Service(name, mainClass, all);
    }

    /** Without the properties, among which are passwords. */
    @Override
    public String toString() {
        return name;
    }
}
