package dev.moru.launcher;

import dev.moru.backup.BackupService;
import dev.moru.config.ConfigService;
import dev.moru.contracts.turn.Participant;
import dev.moru.embedded.EmbeddedKafka;
import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.embedded.ServiceRole;
import dev.moru.gateway.GatewayService;
import dev.moru.launcher.home.Home;
import dev.moru.launcher.home.Secret;
import dev.moru.launcher.service.Service;
import dev.moru.monitoring.MonitoringService;
import dev.moru.notification.NotificationService;
import dev.moru.provisioning.ProvisioningService;
import dev.moru.service.MoruService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which services there are, and what each of them is told. */
final class Services {

    /** Where a trial's receiver of webhooks runs; elsewhere only public addresses may be called. */
    private static final String THIS_MACHINE = "127.0.0.0/8,::1/128";

    /**
     * One line for each service that there is beside the gateway.
     *
     * @param port counted from the installation's first
     * @param properties beside those that all of them get
     */
    record Member(Class<?> application, int port, Map<String, Object> properties) {

        String name() {
            return application.getAnnotation(MoruService.class).name();
        }
    }

    static final List<Member> BEHIND_THE_GATEWAY = List.of(
            new Member(ProvisioningService.class, 1, Map.of()),
            new Member(ConfigService.class, 2, Map.of()),
            new Member(BackupService.class, 3, Map.of()),
            new Member(MonitoringService.class, 4, Map.of()),
            new Member(NotificationService.class, 5, Map.of("moru.notification.allowed-addresses", THIS_MACHINE)));

    private static final String DATABASE = "moru";
    private static final int PASSWORD_BYTES = 24;

    private final LauncherSettings settings;
    private final Home home;
    private final EmbeddedPostgres postgres;
    private final Map<String, Object> shared;

    Services(LauncherSettings settings, Home home, EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        this.settings = settings;
        this.home = home;
        this.postgres = postgres;
        this.shared = shared(kafka);
    }

    Service gateway(Secret systemToken) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", settings.ports().gateway());
        properties.put("server.address", settings.bind());
        properties.put("moru.gateway.system-token", systemToken.value());
        properties.put("moru.gateway.free-space.directory", home.directory().toString());
        properties.put("moru.gateway.admin-password-file", home.adminPassword().toString());
        BEHIND_THE_GATEWAY.forEach(each -> properties.put(
                "moru.gateway.dead-letters.owners." + each.name(),
                "http://127.0.0.1:" + settings.ports().service(each.port())));
        settings.adminToken().ifPresent(token -> properties.put("moru.gateway.admin-token", token.value()));
        if (settings.tls()) {
            properties.putAll(new Tls(settings, home).properties());
        }
        return service("gateway", GatewayService.class, properties);
    }

    /** All but the gateway. */
    List<Service> behindTheGateway() {
        return BEHIND_THE_GATEWAY.stream().map(this::behindTheGateway).toList();
    }

    private Service behindTheGateway(Member member) {
        var properties = new HashMap<>(member.properties());
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", settings.ports().service(member.port()));
        // On loopback an operator may look at dead letters and hand them to their handler again.
        properties.put("management.endpoints.web.exposure.include", "health,prometheus,deadletters");
        return service(member.name(), member.application(), properties);
    }

    private Service service(String name, Class<?> mainClass, Map<String, Object> own) {
        var properties = new HashMap<>(shared);
        properties.putAll(database("moru.database", name, name));
        properties.putAll(own);
        return new Service(name, mainClass, properties);
    }

    private Map<String, Object> shared(EmbeddedKafka kafka) {
        var properties = new HashMap<String, Object>();
        properties.put("spring.kafka.bootstrap-servers", kafka.bootstrapServers());
        properties.put("moru.kafka.partitions", 6);
        properties.put("moru.kafka.replication-factor", 1);
        properties.put("moru.installation", home.installation().toString());
        properties.put(
                "moru.secrets.key-file",
                settings.keyFile().orElseGet(home::masterKey).toString());
        properties.putAll(database("moru.secrets.database", "secrets", "moru_secrets"));
        properties.put("moru.participants", String.join(",", participants()));
        properties.put("moru.config.ansible.key-file", home.managementKey().toString());
        properties.put("moru.provisioning.management-key", home.managementKeyLine());
        properties.put("moru.notification.public-url", settings.publicUrl().toString());
        properties.put(
                "moru.monitoring.discovery.token-file",
                home.token("prometheus-token").toString());
        properties.put(
                "moru.monitoring.alerts.token-file",
                home.token("alertmanager-token").toString());
        // The lock on the home directory promises it: what a launcher that was killed held is taken over at once.
        properties.put("moru.durable.work.sole-replica", true);
        properties.put("moru.replica", "launcher");
        if (settings.restored()) {
            properties.put("moru.epoch", new NextEpoch(postgres, DATABASE, kafka).number());
        }
        return properties;
    }

    /** A turn that is handed to nobody would wait for its deadline. */
    private List<String> participants() {
        var here = BEHIND_THE_GATEWAY.stream()
                .map(Member::name)
                .filter(Services::takesPart)
                .toList();
        var wanted = settings.participants().orElse(here);
        wanted.stream().filter(name -> !here.contains(name)).findFirst().ifPresent(name -> {
            throw new StartFailure("MORU_PARTICIPANTS names %s, which no service here provides; there are %s"
                    .formatted(name, String.join(", ", here)));
        });
        return wanted;
    }

    private static boolean takesPart(String service) {
        return Stream.of(Participant.values()).anyMatch(each -> each.name().equalsIgnoreCase(service));
    }

    /** The password is a new one at each start, so that it has to be kept nowhere. */
    private Map<String, Object> database(String prefix, String schema, String role) {
        var password = Secret.random(PASSWORD_BYTES);
        postgres.createService(new ServiceRole(DATABASE, schema, role, password.value()));
        return Map.of(
                prefix + ".url",
                postgres.jdbcUrl(DATABASE),
                prefix + ".schema",
                schema,
                prefix + ".username",
                role,
                prefix + ".password",
                password.value());
    }
}
