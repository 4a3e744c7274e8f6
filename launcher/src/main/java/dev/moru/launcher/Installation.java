package dev.moru.launcher;

import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.KafkaOptions;
import dev.moru.embedded.PostgresOptions;
import dev.moru.lab.Lab;
import dev.moru.lab.LabOptions;
import dev.moru.lab.guest.GuestKind;
import dev.moru.launcher.home.Home;
import dev.moru.launcher.home.Secret;
import dev.moru.launcher.service.Service;
import dev.moru.launcher.service.ServiceApplication;
import dev.moru.launcher.site.FirstSites;
import dev.moru.launcher.site.GatewayClient;
import java.net.http.HttpClient;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;
import org.springframework.context.ConfigurableApplicationContext;

/** Everything of one installation in this JVM: started in one order, stopped in another. */
final class Installation {

    /** On two cores two are faster than one by one, and than all at once. */
    private static final int SERVICES_AT_A_TIME = 2;

    private static final int TOKEN_BYTES = 32;

    /** In the order of the stop: nothing is accepted any more while the others end what they do. */
    private enum Turn {
        GATEWAY,
        SERVICES,
        LAB,
        STORE_KEEPER,
        KAFKA,
        POSTGRES
    }

    private record Started(Turn turn, Part<?> part) {}

    private final LauncherSettings settings;
    private final Home home;
    private final Executor starters = Executors.newCachedThreadPool(Installation::daemon);
    private final Executor serviceStarters = Executors.newFixedThreadPool(SERVICES_AT_A_TIME, Installation::daemon);
    private final Queue<Started> started = new PriorityBlockingQueue<>(8, Comparator.comparing(Started::turn));
    private volatile boolean stopping;

    Installation(LauncherSettings settings, Home home) {
        this.settings = settings;
        this.home = home;
    }

    /** Returns when the first command can be accepted. */
    void start() {
        requireFreePorts();
        var startingPostgres = start(Turn.POSTGRES, "postgres", starters, this::postgres);
        var startingKafka = start(Turn.KAFKA, "kafka", starters, this::kafka);
        var lab = start(Turn.LAB, "lab", starters, this::lab);
        var postgres = startingPostgres.await();
        var kafka = startingKafka.await();
        start(Turn.STORE_KEEPER, "stores", starters, () -> StoreKeeper.of(postgres, kafka));
        var systemToken = Secret.random(TOKEN_BYTES);
        var services = new Services(settings, home, postgres, kafka);
        var gateway = start(Turn.GATEWAY, services.gateway(systemToken));
        var others = services.behindTheGateway().stream()
                .map(service -> start(Turn.SERVICES, service))
                .toList();
        gateway.await();
        addFirstSites(lab.await(), systemToken);
        others.forEach(Part::await);
    }

    /** Also while it is starting: what is under way is awaited and then stopped, and nothing else begins. */
    void stop() {
        synchronized (started) {
            stopping = true;
        }
        for (var next = started.poll(); next != null; next = started.poll()) {
            next.part().stop();
        }
    }

    boolean isStopping() {
        return stopping;
    }

    private void requireFreePorts() {
        Ports.requireFree("the gateway", settings.bind(), settings.ports().gateway());
        Services.BEHIND_THE_GATEWAY.forEach(each ->
                Ports.requireFree(each.name(), "127.0.0.1", settings.ports().service(each.port())));
        Ports.requireFree("the lab", "127.0.0.1", settings.ports().lab());
    }

    private EmbeddedPostgres postgres() {
        return EmbeddedPostgres.start(
                PostgresOptions.in(home.postgres()).withPort(settings.ports().postgres()));
    }

    private EmbeddedKafka kafka() {
        return EmbeddedKafka.start(
                KafkaOptions.in(home.kafka()).withPort(settings.ports().kafka()));
    }

    private Lab lab() {
        var options = LabOptions.in(home.lab())
                .withPort(settings.ports().lab())
                .withRootPassword(settings.labPassword().value())
                .withCloneDuration(settings.labLatency())
                .withGuests(settings.labGuests());
        return Lab.start(settings.labEstate().map(options::withEstateFile).orElse(options));
    }

    private void addFirstSites(Lab lab, Secret systemToken) {
        var gateway = new GatewayClient(gatewayHttp(), settings.gatewayUrl(), systemToken);
        var sites = new FirstSites(gateway);
        home.once(
                "lab-site",
                () -> sites.addLab(
                        lab.uri(),
                        lab.caPem(),
                        settings.labPassword().value(),
                        settings.labGuests() == GuestKind.SIMULATED));
        if (settings.noopSite()) {
            home.once("noop-site", sites::addNoop);
        }
    }

    private HttpClient gatewayHttp() {
        var builder = HttpClient.newBuilder();
        if (settings.tls()) {
            builder.sslContext(new Tls(settings, home).trust());
        }
        return builder.build();
    }

    private Part<ConfigurableApplicationContext> start(Turn turn, Service service) {
        return start(turn, service.name(), serviceStarters, () -> new ServiceApplication(service).run());
    }

    private <T extends AutoCloseable> Part<T> start(Turn turn, String name, Executor executor, Supplier<T> start) {
        synchronized (started) {
            if (stopping) {
                throw new CancellationException("Stopped before the start of " + name);
            }
            var part = Part.start(name, executor, start);
            started.add(new Started(turn, part));
            return part;
        }
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "launcher-start");
        thread.setDaemon(true);
        return thread;
    }
}
