package dev.moru.systemtests.chaos;

import dev.moru.embedded.EmbeddedPostgres.Stop;
import dev.moru.systemtests.history.Disturbance;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.RawRecord;
import dev.moru.systemtests.history.Recovery;
import dev.moru.systemtests.load.Sinks;
import dev.moru.systemtests.load.Sinks.Mood;
import dev.moru.systemtests.parts.LabControl;
import dev.moru.systemtests.parts.Part;
import dev.moru.systemtests.parts.PartedInstallation;
import dev.moru.systemtests.parts.SmallDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does what the schedule says, and writes down when it took effect and when it was over. */
final class Perpetrator {

    /** How long a process that is up may take to come to a fail point that it was started with. */
    private static final Duration VISIT = Duration.ofSeconds(20);

    private static final Map<Kind, Kind> ALL_OF =
            Map.of(Kind.GATEWAY_AWAY, Kind.GATEWAYS_AWAY, Kind.OWNER_REPLICA_AWAY, Kind.OWNER_AWAY);

    /** A broker notices late that there was no room, and ends then, when there is room again. */
    private static final Duration GIVING_UP = Duration.ofSeconds(15);

    private static final int ONE_IN_SO_MANY_ALONE = 3;
    private static final int MOST_VISITS = 4;

    /** In Moru's own range, but beyond what a run uses of it. */
    private static final int FIRST_COPY = 90_000;

    private final PartedInstallation installation;
    private final LabControl lab;
    private final Sinks sinks;
    private final Records records;
    private final Consumer<String> news;
    private final Backlog backlog;
    private final FailPoints failPoints = new FailPoints();
    private final Set<Integer> copies = ConcurrentHashMap.newKeySet();
    private final Queue<Disturbance> disturbances = new ConcurrentLinkedQueue<>();
    private final Queue<Recovery> recoveries = new ConcurrentLinkedQueue<>();
    private final Queue<RawRecord> poison = new ConcurrentLinkedQueue<>();

    /** @param news what is worth telling while it happens */
    Perpetrator(PartedInstallation installation, LabControl lab, Sinks sinks, Records records, Consumer<String> news) {
        this.installation = installation;
        this.lab = lab;
        this.sinks = sinks;
        this.records = records;
        this.news = news;
        this.backlog = new Backlog(installation.postgres());
    }

    List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }

    List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    /** Machines that bear a mark, and are not Moru's. */
    Set<Integer> copies() {
        return Set.copyOf(copies);
    }

    List<RawRecord> poison() {
        return List.copyOf(poison);
    }

    /** Returns when the fault is over, and what it hit can be used again. */
    void perform(Act act) throws InterruptedException {
        switch (act.fault().track()) {
            case GATEWAYS -> gateways(act);
            case OWNERS -> owners(act);
            case OTHERS -> others(act);
            case STORES -> stores(act);
            case SURROUNDINGS -> surroundings(act);
        }
    }

    private void gateways(Act act) throws InterruptedException {
        var gateway =
                installation.gateways().get(act.choose(installation.gateways().size()));
        switch (act.fault()) {
            case KILL_GATEWAY -> kill(gateway, Kind.GATEWAY_AWAY, act);
            case FREEZE_GATEWAY -> freeze(gateway, Kind.GATEWAY_AWAY, act);
            case RESTART_GATEWAY -> restart(gateway, Kind.GATEWAY_AWAY);
            case HALT_GATEWAY -> halt(gateway, Kind.GATEWAY_AWAY, act);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private void owners(Act act) throws InterruptedException {
        var owner = installation
                .provisioning()
                .get(act.choose(installation.provisioning().size()));
        switch (act.fault()) {
            case KILL_OWNER -> kill(owner, Kind.OWNER_REPLICA_AWAY, act);
            case FREEZE_OWNER -> freeze(owner, Kind.OWNER_REPLICA_AWAY, act);
            case RESTART_OWNER -> restart(owner, Kind.OWNER_REPLICA_AWAY);
            case HALT_OWNER -> halt(owner, Kind.OWNER_REPLICA_AWAY, act);
            case KILL_ALL_OWNERS -> killAllOwners(act);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private void others(Act act) throws InterruptedException {
        var other = installation.others().get(act.choose(installation.others().size()));
        switch (act.fault()) {
            case KILL_OTHER -> kill(other, Kind.OTHER_AWAY, act);
            case FREEZE_OTHER -> freeze(other, Kind.OTHER_AWAY, act);
            case RESTART_OTHER -> restart(other, Kind.OTHER_AWAY);
            case HALT_OTHER -> halt(other, Kind.OTHER_AWAY, act);
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private void stores(Act act) throws InterruptedException {
        switch (act.fault()) {
            case STOP_DATABASE -> database(() -> installation.postgres().stop(Stop.IMMEDIATE), act);
            case KILL_DATABASE -> database(() -> installation.postgres().kill(), act);
            case KILL_BROKER -> {
                kill(installation.broker(), Kind.BROKER_AWAY, act);
                awaitBacklog();
            }
            case FREEZE_BROKER -> {
                freeze(installation.broker(), Kind.BROKER_AWAY, act);
                awaitBacklog();
            }
            case FILL_DATABASE_DISK -> fillDatabaseDisk(act);
            case FILL_BROKER_DISK -> fillBrokerDisk(act);
            case REPEAT_RECORDS -> {
                var from = Instant.now();
                records.repeatSome(new Random(act.draw()));
                note(Kind.RECORDS_REPEATED, "topics", from, Instant.now());
            }
            case PUBLISH_POISON -> poison.add(records.publishPoison(new Random(act.draw())));
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    private void surroundings(Act act) throws InterruptedException {
        switch (act.fault()) {
            case KILL_LAB, LAB_AWAY -> kill(installation.lab(), Kind.SITE_AWAY, act);
            case PLANT_COPY -> plantCopy();
            case SINK_SILENT -> sink(Sites.STEADY_SINK, Mood.SILENT_AFTER_TAKING, act);
            case SINK_BROKEN -> sink(Sites.STEADY_SINK, Mood.BROKEN, act);
            case SINK_BUSY -> sink(Sites.STEADY_SINK, Mood.BUSY, act);
            case SINK_GONE -> sinks.mood(Sites.LEAVING_SINK, Mood.GONE);
            default -> labFault(act);
        }
    }

    private void kill(Part part, Kind kind, Act act) throws InterruptedException {
        part.kill();
        var from = Instant.now();
        pause(act.length());
        var until = Instant.now();
        part.revive();
        note(kind, part.name(), from, until);
    }

    private void killAllOwners(Act act) throws InterruptedException {
        installation.provisioning().forEach(Part::kill);
        var from = Instant.now();
        pause(act.length());
        var until = Instant.now();
        installation.provisioning().parallelStream().forEach(Part::revive);
        note(Kind.OWNER_AWAY, "provisioning", from, until);
    }

    private void freeze(Part part, Kind kind, Act act) throws InterruptedException {
        part.freeze();
        var from = Instant.now();
        pause(act.length());
        var until = Instant.now();
        part.thaw();
        part.awaitReady();
        note(kind, part.name(), from, until);
    }

    private void restart(Part part, Kind kind) {
        var from = Instant.now();
        part.stop();
        var until = Instant.now();
        part.revive();
        note(kind, part.name(), from, until);
    }

    /**
     * Starts a process so that it dies at a certain place; when it does not come there, it is killed. Now and then it
     * has no other replica, so that it also comes to what only one of them does.
     */
    private void halt(Part part, Kind kind, Act act) {
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
        note(alone ? ALL_OF.getOrDefault(kind, kind) : kind, "%s at %s".formatted(part, point), from, until);
    }

    private void database(Runnable end, Act act) throws InterruptedException {
        end.run();
        var from = Instant.now();
        pause(act.length());
        var until = Instant.now();
        installation.postgres().restart();
        note(Kind.DATABASE_AWAY, "postgres", from, until);
    }

    private void fillDatabaseDisk(Act act) throws InterruptedException {
        fill(installation.databaseDisk(), act, () -> {
            if (!backlog.isReadable()) {
                installation.postgres().restart();
            }
        });
    }

    private void fillBrokerDisk(Act act) throws InterruptedException {
        fill(installation.brokerDisk(), act, () -> {
            if (installation.broker().endedWithin(GIVING_UP)) {
                installation.broker().revive();
            }
        });
        awaitBacklog();
    }

    private void fill(SmallDisk disk, Act act, Runnable revive) throws InterruptedException {
        if (!disk.isSmall()) {
            news.accept("nothing can be mounted here, so no disk is filled");
            return;
        }
        disk.fill();
        var from = Instant.now();
        pause(act.length());
        var until = Instant.now();
        disk.makeRoom();
        revive.run();
        note(Kind.DISK_FULL, act.fault().name(), from, until);
    }

    private void awaitBacklog() throws InterruptedException {
        var since = Instant.now();
        recoveries.add(new Recovery(Kind.BROKER_AWAY, since, backlog.awaitGone()));
    }

    private void plantCopy() {
        lab.state().marked().findFirst().ifPresent(original -> {
            var vmId = FIRST_COPY + copies.size();
            copies.add(vmId);
            lab.plantCopy(original, vmId);
        });
    }

    private void sink(String sink, Mood mood, Act act) throws InterruptedException {
        var from = Instant.now();
        sinks.mood(sink, mood);
        pause(act.length());
        sinks.mood(sink, Mood.WELL);
        note(Kind.SINK_ILL, sink, from, Instant.now());
    }

    private void labFault(Act act) throws InterruptedException {
        var from = Instant.now();
        lab.arm(LabFaults.of(act));
        pause(act.length());
        lab.disarm();
        note(Kind.SITE_ILL, act.fault().name(), from, Instant.now());
    }

    private void note(Kind kind, String target, Instant from, Instant until) {
        disturbances.add(new Disturbance(kind, target, from, until, Instant.now()));
    }

    private static void pause(Duration length) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(length.toMillis());
    }
}
