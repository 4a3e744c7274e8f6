package dev.moru.systemtests.parts;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service of the installation. What follows from its name, as its topics, its schema and its log do, is not said again.
 *
 * @param replicas how many processes run it
 * @param environment what it alone is told
 */
public record Member(String name, String main, int replicas, Map<String, String> environment) {

    static final String GATEWAY = "gateway";
    static final String OWNER = "provisioning";
    static final String ALARMED = "monitoring";

    /** Services that take part in turns; each is a member as well. */
    private static final Map<String, String> TAKING_PART = Map.of("MORU_PARTICIPANTS", "config,backup,monitoring");

    /** One line for each service. */
    private static final List<Member> ALL = List.of(
            new Member(OWNER, "dev.moru.provisioning.ProvisioningService", 2, TAKING_PART),
            new Member(GATEWAY, "dev.moru.gateway.GatewayService", 2, TAKING_PART),
            new Member("notification", "dev.moru.notification.NotificationService", 1, Map.of()),
            new Member("config", "dev.moru.config.ConfigService", 1, Map.of()),
            new Member("backup", "dev.moru.backup.BackupService", 1, Map.of()),
            new Member(ALARMED, "dev.moru.monitoring.MonitoringService", 1, Map.of()));

    /** In the order in which they are started. */
    public static List<Member> all() {
        return ALL;
    }

    /** Where it is told what to do, and tells what has happened; the gateway tells others only. */
    public Stream<String> topics() {
        return name.equals(GATEWAY)
                ? Stream.empty()
                : Stream.of("moru." + name + ".commands", "moru." + name + ".events");
    }

    /** A table of its schema. */
    public String table(String table) {
        return name + "." + table;
    }

    /** Whether it is neither where commands are accepted nor where servers are owned. */
    boolean isBeside() {
        return !name.equals(GATEWAY) && !name.equals(OWNER);
    }
}
