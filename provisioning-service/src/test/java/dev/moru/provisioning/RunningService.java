package dev.moru.provisioning;

import dev.moru.embedded.testing.ServiceUnderTest;
import dev.moru.embedded.testing.SharedStores;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The service as it runs alone, on real stores, with one more driver that does what a test tells it. There is one for all
 * test classes of a JVM, because the names of its topics are fixed.
 */
public final class RunningService {

    /** In the marks that it writes. */
    public static final String INSTALLATION = "0192f0a0-0000-7000-8000-000000000001";

    private static final RunningService SHARED = new RunningService();

    private final ServiceUnderTest stores = new ServiceUnderTest("provisioning");
    private final ScriptedHypervisor hypervisor = new ScriptedHypervisor();
    private final ScriptedInspector inspector = new ScriptedInspector();
    private final Gateway gateway;
    private ConfigurableApplicationContext context;

    private RunningService() {
        context = start();
        gateway = new Gateway(SharedStores.kafka().bootstrapServers());
    }

    public static RunningService shared() {
        return SHARED;
    }

    private ConfigurableApplicationContext start(String... settings) {
        var application = new SpringApplication(ProvisioningService.class);
        application.addInitializers(beans -> {
            var registry = (GenericApplicationContext) beans;
            registry.registerBean(ScriptedHypervisor.class, () -> hypervisor);
            registry.registerBean(ScriptedInspector.class, () -> inspector);
        });
        return application.run(arguments(settings));
    }

    /** Stops it, and starts another one on the same stores, with more settings if any are given. */
    public void restart(String... settings) {
        context.close();
        context = start(settings);
    }

    public Gateway gateway() {
        return gateway;
    }

    public ScriptedHypervisor hypervisor() {
        return hypervisor;
    }

    public ScriptedInspector inspector() {
        return inspector;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public int port() {
        return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
    }

    private String[] arguments(String... settings) {
        var usual = Stream.of(
                "moru.installation=" + INSTALLATION,
                "moru.durable.work.poll=100ms",
                "moru.durable.work.workers=8",
                "moru.durable.work.sole-replica=true",
                "moru.durable.work.lease=4s",
                "moru.durable.work.call-timeout=1s",
                "moru.provisioning.look=100ms",
                "moru.provisioning.reconcile=300ms",
                "moru.provisioning.silence=2s");
        return stores.arguments(Stream.concat(usual, Stream.of(settings)).toArray(String[]::new));
    }
}
