package dev.moru.launcher.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.client.ReactorResourceFactory;

/** A service's application that keeps its hands off what the contexts of one JVM would otherwise share. */
public final class ServiceApplication extends SpringApplication {

    private static final Map<String, Object> ALONE = Map.of(
            "spring.jmx.enabled",
            false,
            "spring.main.banner-mode",
            "off",
            // Otherwise each context's meters would show up in every other one.
            "management.metrics.use-global-registry",
            false);

    private final Service service;

    public ServiceApplication(Service service) {
        super(service.mainClass());
        this.service = service;
        // The launcher owns one ordered stop.
        setRegisterShutdownHook(false);
        addInitializers(ServiceApplication::useOwnNettyResources);
    }

    @Override
    protected void configurePropertySources(ConfigurableEnvironment environment, String[] arguments) {
        super.configurePropertySources(environment, arguments);
        var properties = new HashMap<>(ALONE);
        properties.putAll(service.properties());
        environment.getPropertySources().addFirst(new MapPropertySource("launcher", properties));
    }

    /** The global event loops end with the first context that closes. */
    private static void useOwnNettyResources(ConfigurableApplicationContext context) {
        if (context instanceof GenericApplicationContext generic) {
            generic.registerBean("reactorResourceFactory", ReactorResourceFactory.class, () -> {
                var resources = new ReactorResourceFactory();
                resources.setUseGlobalResources(false);
                // The web server has drained its requests before.
                resources.setShutdownQuietPeriod(Duration.ZERO);
                return resources;
            });
        }
    }
}
