package dev.moru.systemtests.parts;

import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.PostgresOptions;
import dev.moru.embedded.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Kafka, PostgreSQL, the lab, two replicas of the gateway and of provisioning, and a notification service. Leases are
 * short, so that what happens after them happens within a run of minutes.
 */
public final class PartedInstallation implements AutoCloseable {

    private static final String DATABASE = "moru";
    private static final int KEY_BYTES = 32;

    /** Of every role; what this installation holds is thrown away. */
    private static final String PASSWORD = "parts-of-a-fault-run";

    private static final Map<String, String> PACE = Map.of(
            "MORU_DURABLE_LEADERLEASE", "4s",
            "MORU_DURABLE_WORK_LEASE", "6s",
            "MORU_DURABLE_WORK_CALLTIMEOUT", "4s",
            "MORU_PROVISIONING_RECONCILE", "5s",
            "MORU_NOTIFICATION_ATTEMPTTIMEOUT", "2s",
            "MORU_NOTIFICATION_RETRY_FIRSTPAUSE", "500ms",
            "MORU_NOTIFICATION_RETRY_LONGESTPAUSE", "5s",
            "MORU_NOTIFICATION_RETRY_ATTEMPTS", "500",
            "MORU_PROXMOX_LEFTOVERAFTER", "PT10S",
            "MORU_PROXMOX_LOCKPATIENCE", "PT10S");

    private final Path home;
    private final PartPorts ports;
    private final Jvm jvm;
    private final SmallDisk databaseDisk;
    private final SmallDisk brokerDisk;
    private final EmbeddedPostgres postgres;
    private final Part broker;
    private final Part lab;
    private final List<Part> gateways;
    private final List<Part> provisioning;
    private final Part notification;
    private final Thread lastCare = new Thread(this::end, "end of the parts");

    /**
     * Starts the stores; the rest is started by {@link #start()}.
     *
     * @param home where everything is kept
     */
    public PartedInstallation(Jvm jvm, Path home, PartPorts ports) {
        this.home = home.toAbsolutePath();
        this.ports = ports;
        // A run that is interrupted leaves nothing behind either.
        Runtime.getRuntime().addShutdownHook(lastCare);
        this.jvm = jvm;
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
        this.gateways = replicas("gateway", "dev.moru.gateway.GatewayService", ports.gateways());
        this.provisioning = replicas("provisioning", "dev.moru.provisioning.ProvisioningService", ports.provisioning());
        this.notification = replicas(
                        "notification", "dev.moru.notification.NotificationService", List.of(ports.notification()))
                .get(0);
    }

    public static String token() {
        return "fault-run-0123456789-0123456789-0123456789";
    }

    /** Returns when everything can be used. */
    public void start() {
        Stream.of("gateway", "provisioning", "notification").forEach(service -> createSchema(service, service));
        createSchema("secrets", "moru_secrets");
        broker.launch();
        lab.launch();
        broker.awaitReady();
        lab.awaitReady();
        // Of each service the first makes its tables, for which the second would only wait.
        start(List.of(provisioning.get(0), gateways.get(0)));
        start(List.of(provisioning.get(1), gateways.get(1), notification));
    }

    private static void start(List<Part> parts) {
        parts.forEach(Part::launch);
        parts.forEach(Part::awaitReady);
    }

    public List<URI> gatewayUrls() {
        return ports.gateways().stream()
                .map(port -> URI.create("http://127.0.0.1:" + port))
                .toList();
    }

    public String kafka() {
        return "127.0.0.1:" + ports.kafka();
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
        return gateways;
    }

    public List<Part> provisioning() {
        return provisioning;
    }

    public Part notification() {
        return notification;
    }

    public List<Part> services() {
        var services = new ArrayList<Part>(provisioning);
        services.add(notification);
        services.addAll(gateways);
        return services;
    }

    private List<String> brokerCommand(List<String> options) {
        var command = new ArrayList<>(jvm.command(BrokerMain.class, options));
        command.add(home.resolve("kafka").toString());
        command.add(String.valueOf(ports.kafka()));
        return command;
    }

    private List<Part> replicas(String service, String main, List<Integer> replicaPorts) {
        return IntStream.range(0, replicaPorts.size())
                .mapToObj(i -> replica(service, main, service + "-" + (i + 1), replicaPorts.get(i)))
                .toList();
    }

    private Part replica(String service, String main, String name, int port) {
        var environment = new HashMap<>(PACE);
        environment.putAll(Map.of(
                "SERVER_PORT", String.valueOf(port),
                "SPRING_MAIN_BANNERMODE", "off",
                "SPRING_KAFKA_BOOTSTRAPSERVERS", kafka(),
                "MORU_KAFKA_PARTITIONS", "6",
                "MORU_KAFKA_REPLICATIONFACTOR", "1",
                "MORU_REPLICA", name,
                "MORU_NOTIFICATION_ALLOWEDADDRESSES", "127.0.0.0/8"));
        environment.putAll(database("MORU_DATABASE", service));
        environment.putAll(database("MORU_SECRETS_DATABASE", "moru_secrets"));
        environment.putAll(Map.of(
                "MORU_INSTALLATION", kept("installation-id", UUID.randomUUID().toString()),
                "MORU_SECRETS_KEYFILE", masterKey().toString(),
                "MORU_GATEWAY_ADMINPASSWORD", PASSWORD,
                "MORU_GATEWAY_ADMINTOKEN", token()));
        return new Part(name, options -> jvm.command(main, options), environment, log(name), () -> Probe.isReady(port));
    }

    private Map<String, String> database(String prefix, String role) {
        return Map.of(
                prefix + "_URL",
                postgres.jdbcUrl(DATABASE),
                prefix + "_USERNAME",
                role,
                prefix + "_PASSWORD",
                PASSWORD);
    }

    private void createSchema(String schema, String role) {
        postgres.createService(new ServiceRole(DATABASE, schema, role, PASSWORD));
    }

    private Path masterKey() {
        kept("master.key", Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
        return home.resolve("master.key");
    }

    private String kept(String name, String first) {
        var file = home.resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, first);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        services().forEach(Part::close);
        lab.close();
        broker.close();
        postgres.close();
        databaseDisk.close();
        brokerDisk.close();
    }
}
