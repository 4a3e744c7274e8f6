package dev.moru.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.DefaultPropertiesPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ClassPathResource;

/** Gives a service its name and the settings that all services have. Whatever else is set anywhere wins over them. */
public final class ServiceSettings implements EnvironmentPostProcessor, Ordered {

    @Override
    public int getOrder() {
        // The name says which file is read.
        return ConfigDataEnvironmentPostProcessor.ORDER - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        service(application.getAllSources()).ifPresent(service -> {
            var settings = shared();
            settings.put("spring.config.name", service.name());
            settings.put("moru.service", service.name());
            DefaultPropertiesPropertySource.addOrMerge(settings, environment.getPropertySources());
        });
    }

    private static Optional<MoruService> service(Set<Object> sources) {
        return sources.stream()
                .filter(Class.class::isInstance)
                .map(source -> ((Class<?>) source).getAnnotation(MoruService.class))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static Map<String, Object> shared() {
        try {
            var settings = new HashMap<String, Object>();
            var file = new ClassPathResource("service.yml", ServiceSettings.class);
            for (var source : new YamlPropertySourceLoader().load("all services", file)) {
                var values = (EnumerablePropertySource<?>) source;
                for (var name : values.getPropertyNames()) {
                    settings.put(name, Objects.requireNonNull(values.getProperty(name)));
                }
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
