package dev.moru.systemtests.parts;

import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.ServiceRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The processes of the services, and what each is told. Leases are short, so that what happens after them
 * happens within a run of minutes.
 */
final class ServiceParts {

    private static final String DATABASE = "moru";
    private static final String SECRETS_ROLE = "moru_secrets";
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

    private static final Map<String, String> PACE_OF_BACKUPS =
            Map.of("MORU_BACKUP_RETRY", "3s", "MORU_BACKUP_LOOK", "30s");

    private final Jvm jvm;
    private final Path home;
    private final EmbeddedPostgres postgres;
    private final PartPorts ports;
    private final Map<String, String> shared;

    /** @param home where the keys and logs of the installation are kept */
    ServiceParts(Jvm jvm, Path home, EmbeddedPostgres postgres, PartPorts ports, Ansible ansible) {
        this.jvm = jvm;
        this.home = home;
        this.postgres = postgres;
        this.ports = ports;
        this.shared = shared(ansible);
    }

    /** The replicas of each service, in the order in which services are started. */
    Map<String, List<Part>> parts() {
        var parts = new LinkedHashMap<String, List<Part>>();
        var next = 0;
        for (var member : Member.all()) {
            var first = next;
            parts.put(
                    member.name(),
                    IntStream.range(0, member.replicas())
                            .mapToObj(i -> replica(member, i + 1, ports.service(first + i)))
                            .toList());
            next += member.replicas();
        }
        return parts;
    }

    void createSchemas() {
        Member.all()
                .forEach(member ->
                        postgres.createService(new ServiceRole(DATABASE, member.name(), member.name(), PASSWORD)));
        postgres.createService(new ServiceRole(DATABASE, "secrets", SECRETS_ROLE, PASSWORD));
    }

    private Part replica(Member member, int number, int port) {
        var name = member.name() + "-" + number;
        var environment = new HashMap<>(shared);
        environment.putAll(member.environment());
        environment.put("MORU_CLOCKOFFSET", clock(member, number));
        environment.putAll(database("MORU_DATABASE", member.name()));
        environment.put("MORU_REPLICA", name);
        environment.put("SERVER_PORT", String.valueOf(port));
        return new Part(
                name,
                options -> jvm.command(member.main(), options),
                environment,
                home.resolve("log").resolve(name + ".log"),
                () -> Probe.isReady(port));
    }

    private Map<String, String> shared(Ansible ansible) {
        var environment = new HashMap<>(PACE);
        environment.putAll(PACE_OF_BACKUPS);
        environment.putAll(database("MORU_SECRETS_DATABASE", SECRETS_ROLE));
        environment.putAll(Map.of(
                "SPRING_MAIN_BANNERMODE",
                "off",
                "SPRING_KAFKA_BOOTSTRAPSERVERS",
                ports.bootstrapServers(),
                "MORU_KAFKA_PARTITIONS",
                "6",
                "MORU_KAFKA_REPLICATIONFACTOR",
                "1",
                "MORU_NOTIFICATION_ALLOWEDADDRESSES",
                "127.0.0.0/8",
                "MORU_INSTALLATION",
                UUID.randomUUID().toString(),
                "MORU_SECRETS_KEYFILE",
                masterKey().toString(),
                "MORU_GATEWAY_ADMINPASSWORD",
                PASSWORD,
                "MORU_GATEWAY_ADMINTOKEN",
                PartedInstallation.token()));
        environment.putAll(Map.of(
                "MORU_MONITORING_DISCOVERY_TOKEN",
                PartedInstallation.token(),
                "MORU_MONITORING_ALERTS_TOKEN",
                PartedInstallation.token(),
                "MORU_MONITORING_PROMETHEUSURL",
                Prometheus.url(ports.prometheus()).toString(),
                "MORU_CONFIG_ANSIBLE_PROGRAM",
                ansible.program().toString(),
                "MORU_CONFIG_ANSIBLE_WORK",
                home.resolve("plays").toString()));
        return environment;
    }

    /** An hour ahead, an hour behind, or right: what counts is the clock of the database. */
    private static String clock(Member member, int number) {
        return member.isBeside() ? "PT-1H" : number == 1 ? "PT0S" : "PT1H";
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

    private Path masterKey() {
        var file = home.resolve("master.key");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
