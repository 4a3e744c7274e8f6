package dev.moru.systemtests.chaos;

import dev.moru.embedded.EmbeddedPostgres.Stop;
import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.history.RawRecord;
import dev.moru.systemtests.history.Recovery;
import dev.moru.systemtests.parts.PartedInstallation;
import dev.moru.systemtests.parts.SmallDisk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** What can be done to PostgreSQL and Kafka, and to what stands in them. */
final class StoreFaults {

    /** A broker notices late that there was no room, and ends then, when there is room again. */
    private static final Duration GIVING_UP = Duration.ofSeconds(15);

    /** What takes as long as it does. */
    private interface Disturbing {

        void perform() throws InterruptedException;
    }

    private final PartedInstallation installation;
    private final PartFaults parts;
    private final Records records;
    private final Disturbances disturbances;
    private final Consumer<String> news;
    private final Backlog backlog;
    private final ReentrantLock broker = new ReentrantLock();
    private final Queue<Recovery> recoveries = new ConcurrentLinkedQueue<>();
    private final Queue<RawRecord> poison = new ConcurrentLinkedQueue<>();

    StoreFaults(
            PartedInstallation installation,
            PartFaults parts,
            Records records,
            Disturbances disturbances,
            Consumer<String> news) {
        this.installation = installation;
        this.parts = parts;
        this.records = records;
        this.disturbances = disturbances;
        this.news = news;
        this.backlog = new Backlog(installation.postgres());
    }

    List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    List<RawRecord> poison() {
        return List.copyOf(poison);
    }

    void perform(Act act) throws InterruptedException {
        switch (act.fault()) {
            case STOP_DATABASE -> database(() -> installation.postgres().stop(Stop.IMMEDIATE), act);
            case KILL_DATABASE -> database(() -> installation.postgres().kill(), act);
            case KILL_BROKER -> withoutBroker(() -> parts.kill(installation.broker(), Kind.BROKER_AWAY, act));
            case FREEZE_BROKER -> withoutBroker(() -> parts.freeze(installation.broker(), Kind.BROKER_AWAY, act));
            case FILL_DATABASE_DISK -> fillDatabaseDisk(act);
            case FILL_BROKER_DISK -> withoutBroker(() -> fillBrokerDisk(act));
            case REPEAT_RECORDS -> ofBroker(() -> repeatRecords(act));
            case PUBLISH_POISON -> ofBroker(() -> poison.add(records.publishPoison(new Random(act.draw()))));
            default -> throw new IllegalArgumentException(act.toString());
        }
    }

    // ------------------------------------------------------------------ the broker

    private void fillBrokerDisk(Act act) throws InterruptedException {
        fill(installation.brokerDisk(), act, () -> {
            if (installation.broker().endedWithin(GIVING_UP)) {
                installation.broker().revive();
            }
        });
    }

    private void repeatRecords(Act act) {
        var from = Instant.now();
        records.repeatSome(new Random(act.draw()));
        disturbances.note(Kind.RECORDS_REPEATED, "topics", from, Instant.now());
    }

    private void withoutBroker(Disturbing fault) throws InterruptedException {
        ofBroker(() -> {
            fault.perform();
            var since = Instant.now();
            recoveries.add(new Recovery(Kind.BROKER_AWAY, since, backlog.awaitGone()));
        });
    }

    /** Faults of several tracks need it, one at a time. */
    private void ofBroker(Disturbing fault) throws InterruptedException {
        broker.lockInterruptibly();
        try {
            fault.perform();
        } finally {
            broker.unlock();
        }
    }

    // ------------------------------------------------------------------ the database

    private void database(Runnable end, Act act) throws InterruptedException {
        end.run();
        var from = Instant.now();
        Disturbances.pause(act.length());
        var until = Instant.now();
        installation.postgres().restart();
        disturbances.note(Kind.DATABASE_AWAY, "postgres", from, until);
    }

    private void fillDatabaseDisk(Act act) throws InterruptedException {
        fill(installation.databaseDisk(), act, () -> {
            if (!backlog.isReadable()) {
                installation.postgres().restart();
            }
        });
    }

    private void fill(SmallDisk disk, Act act, Runnable revive) throws InterruptedException {
        if (!disk.isSmall()) {
            news.accept("nothing can be mounted here, so no disk is filled");
            return;
        }
        disk.fill();
        var from = Instant.now();
        Disturbances.pause(act.length());
        var until = Instant.now();
        disk.makeRoom();
        revive.run();
        disturbances.note(Kind.DISK_FULL, act.fault().name(), from, until);
    }
}
