package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.parts.Part;
import dev.moru.systemtests.parts.PartedInstallation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What can be done to any process. */
final class PartFaults {

    /** How long a process that is up may take to come to a fail point that it was started with. */
    private static final Duration VISIT = Duration.ofSeconds(20);

    private static final Map<Kind, Kind> ALL_OF =
            Map.of(Kind.GATEWAY_AWAY, Kind.GATEWAYS_AWAY, Kind.OWNER_REPLICA_AWAY, Kind.OWNER_AWAY);

    private static final int ONE_IN_SO_MANY_ALONE = 3;
    private static final int MOST_VISITS = 4;

    private final PartedInstallation installation;
    private final Disturbances disturbances;
    private final Consumer<String> news;
    private final FailPoints failPoints = new FailPoints();

    PartFaults(PartedInstallation installation, Disturbances disturbances, Consumer<String> news) {
        this.installation = installation;
        this.disturbances = disturbances;
        this.news = news;
    }

    void kill(Part part, Kind kind, Act act) throws InterruptedException {
        part.kill();
        var from = Instant.now();
        Disturbances.pause(act.length());
        var until = Instant.now();
        part.revive();
        disturbances.note(kind, part.name(), from, until);
    }

    void killAllOwners(Act act) throws InterruptedException {
        installation.provisioning().forEach(Part::kill);
        var from = Instant.now();
        Disturbances.pause(act.length());
        var until = Instant.now();
        installation.provisioning().parallelStream().forEach(Part::revive);
        disturbances.note(Kind.OWNER_AWAY, "provisioning", from, until);
    }

    void freeze(Part part, Kind kind, Act act) throws InterruptedException {
        part.freeze();
        var from = Instant.now();
        Disturbances.pause(act.length());
        var until = Instant.now();
        part.thaw();
        part.awaitReady();
        disturbances.note(kind, part.name(), from, until);
    }

    void restart(Part part, Kind kind) {
        var from = Instant.now();
        part.stop();
        var until = Instant.now();
        part.revive();
        disturbances.note(kind, part.name(), from, until);
    }

    /**
     * Starts a process so that it dies at a certain place; when it does not come there, it is killed. Now and then it
     * has no other replica, so that it also comes to what only one of them does.
     */
    void halt(Part part, Kind kind, Act act) {
        var all = installation.replicas(part.service());
        var alone = all.size() > 1 && act.choose(ONE_IN_SO_MANY_ALONE * all.size()) < all.size();
        var stopped = alone ? all : List.of(part);
        var from = Instant.now();
        stopped.parallelStream().forEach(Part::stop);
        part.launch(failPoints.option(part.service(), 1 + act.choose(MOST_VISITS)));
        var point = part.hasEnded(VISIT.plus(act.length()))
                ? part.lastWord("halted at ").orElse("its own end")
                : "no fail point";
        failPoints.visited(part.service(), point);
        news.accept("%s came to %s".formatted(part, point));
        part.close();
        var until = Instant.now();
        stopped.parallelStream().forEach(Part::revive);
        disturbances.note(
                alone ? ALL_OF.getOrDefault(kind, kind) : kind, "%s at %s".formatted(part, point), from, until);
    }
}
