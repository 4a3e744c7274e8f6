package dev.moru.systemtests.parts;

import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.PostgresOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Kafka, PostgreSQL, the lab, and every service, the gateway and provisioning in two replicas. */
public final class PartedInstallation implements AutoCloseable {

    private final Path home;
    private final PartPorts ports;
    private final Jvm jvm;
    private final SmallDisk databaseDisk;
    private final SmallDisk brokerDisk;
    private final EmbeddedPostgres postgres;
    private final Part broker;
    private final Part lab;
    private final Prometheus prometheus;
    private final Ansible ansible;
    private final ServiceParts serviceParts;
    private final Map<String, List<Part>> services;
    private final Thread lastCare = new Thread(this::end, "end of the parts");

    /**
     * Starts the database; the rest is started by {@link #start()}.
     *
     * @param home where everything is kept
     */
    public PartedInstallation(Jvm jvm, Path home, PartPorts ports) {
        this.home = home.toAbsolutePath();
        this.ports = ports;
        this.jvm = jvm;
        // A run that is interrupted leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(lastCare);
        this.databaseDisk = new SmallDisk(this.home.resolve("postgres"));
        this.brokerDisk = new SmallDisk(this.home.resolve("kafka"));
        this.postgres = EmbeddedPostgres.start(
                PostgresOptions.in(this.home.resolve("postgres")).withPort(ports.postgres()));
        this.broker =
                new Part("kafka", this::brokerCommand, Map.of(), log("kafka"), () -> Probe.isBroker(ports.kafka()));
        this.lab = new Part(
                "lab",
                options -> jvm.command("dev.moru.lab.LabMain", options),
                Map.of(
                        "MORU_HOME", this.home.toString(),
                        "MORU_LAB_PORT", String.valueOf(ports.lab()),
                        "MORU_LAB_LATENCY", "PT0.3S"),
                log("lab"),
                () -> Probe.listens(ports.lab()));
        this.prometheus = new Prometheus(ports.prometheus());
        this.ansible = new Ansible(this.home);
        this.serviceParts = new ServiceParts(jvm, this.home, postgres, ports, ansible);
        this.services = serviceParts.parts();
    }

    public static String token() {
        return "fault-run-0123456789-0123456789-0123456789";
    }

    /** Returns when everything can be used. */
    public void start() {
        serviceParts.createSchemas();
        broker.launch();
        lab.launch();
        broker.awaitReady();
        lab.awaitReady();
        // Of each service the first makes its tables, for which the second would only wait.
        start(services.values().stream().map(replicas -> replicas.get(0)).toList());
        start(services.values().stream()
                .flatMap(replicas -> replicas.stream().skip(1))
                .toList());
    }

    private static void start(List<Part> parts) {
        parts.forEach(Part::launch);
        parts.forEach(Part::awaitReady);
    }

    public List<URI> gatewayUrls() {
        return gateways().stream().map(Part::url).toList();
    }

    /** Where Alertmanager would report. */
    public URI alarmUrl() {
        return replicas(Member.ALARMED).get(0).url().resolve("/hooks/alertmanager");
    }

    public String kafka() {
        return ports.bootstrapServers();
    }

    public URI labUrl() {
        return URI.create("https://127.0.0.1:" + ports.lab());
    }

    public Path labDirectory() {
        return home.resolve("lab");
    }

    public EmbeddedPostgres postgres() {
        return postgres;
    }

    public Ansible ansible() {
        return ansible;
    }

    public SmallDisk databaseDisk() {
        return databaseDisk;
    }

    public SmallDisk brokerDisk() {
        return brokerDisk;
    }

    public Part broker() {
        return broker;
    }

    public Part lab() {
        return lab;
    }

    public List<Part> gateways() {
        return replicas(Member.GATEWAY);
    }

    public List<Part> provisioning() {
        return replicas(Member.OWNER);
    }

    /** What works beside the gateway and provisioning, in a fixed order. */
    public List<Part> others() {
        return Member.all().stream()
                .filter(Member::isBeside)
                .flatMap(member -> replicas(member.name()).stream())
                .toList();
    }

    public List<Part> replicas(String service) {
        return Objects.requireNonNull(services.get(service));
    }

    private List<String> brokerCommand(List<String> options) {
        var command = new ArrayList<>(jvm.command(BrokerMain.class, options));
        command.add(home.resolve("kafka").toString());
        command.add(String.valueOf(ports.kafka()));
        return command;
    }

    private Path log(String name) {
        return home.resolve("log").resolve(name + ".log");
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(lastCare);
        end();
    }

    private void end() {
        services.values().stream().flatMap(List::stream).forEach(Part::close);
        prometheus.close();
        lab.close();
        broker.close();
        postgres.close();
        databaseDisk.close();
        brokerDisk.close();
    }
}
