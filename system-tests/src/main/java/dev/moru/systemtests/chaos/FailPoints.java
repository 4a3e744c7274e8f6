package dev.moru.systemtests.chaos;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The places at which a process can be told to end, each compiled into the services under its name, and which are left. */
final class FailPoints {

    private static final List<String> KIT = List.of(
            "consumer.before-commit",
            "consumer.after-commit",
            "relay.after-read",
            "relay.after-publish",
            "relay.after-delete");

    private static final List<String> WORK = List.of(
            "work.after-claim", "work.after-checkpoint", "work.before-close", "work.before-commit", "work.after-close");

    private static final List<String> TIMERS = List.of("timer.before-commit", "timer.after-commit");

    /** What a service has beside the kit, by its name. */
    private static final Map<String, List<String>> OWN = Map.of(
            "gateway", List.of("gateway.accept.before-commit", "gateway.accept.after-commit"),
            "provisioning",
                    with(
                            WORK,
                            TIMERS,
                            List.of(
                                    "turn.before-intent",
                                    "turn.before-effect",
                                    "turn.after-effect",
                                    "proxmox.before-clone",
                                    "proxmox.after-clone",
                                    "proxmox.before-restore",
                                    "proxmox.after-restore")),
            "notification", with(WORK, TIMERS, List.of("notification.after-send", "notification.before-release")),
            "config", with(WORK, List.of("config.before-play", "config.after-play")),
            "backup",
                    with(
                            WORK,
                            TIMERS,
                            List.of(
                                    "backup.before-vzdump",
                                    "backup.after-vzdump",
                                    "backup.after-task",
                                    "backup.before-answer",
                                    "backup.after-removal")),
            "monitoring", with(WORK, List.of("alerts.before-commit", "alerts.after-commit")));

    private final Map<String, Set<String>> left = new ConcurrentHashMap<>();

    /** Those that a service comes to. */
    static List<String> of(String service) {
        return with(KIT, OWN.getOrDefault(service, List.of()));
    }

    /** Lets a process of the service end at whichever point it comes to first of those where none has ended yet. */
    String option(String service, int visit) {
        return leftOf(service).stream()
                .map(point -> "%s=halt@%d".formatted(point, visit))
                .collect(Collectors.joining(",", "-Dmoru.failpoints=", ""));
    }

    /** Here a process has ended. When one has at each of them, all are dealt anew. */
    void visited(String service, String point) {
        var points = leftOf(service);
        points.remove(point);
        if (points.isEmpty()) {
            left.remove(service);
        }
    }

    private Set<String> leftOf(String service) {
        return left.computeIfAbsent(service, name -> new LinkedHashSet<>(of(name)));
    }

    @SafeVarargs
    private static List<String> with(List<String>... lists) {
        return Stream.of(lists).flatMap(List::stream).toList();
    }
}
