package dev.moru.systemtests.chaos;

import dev.moru.systemtests.history.Disturbance.Kind;
import dev.moru.systemtests.load.Sinks;
import dev.moru.systemtests.load.Sinks.Mood;
import dev.moru.systemtests.parts.LabControl;
import dev.moru.systemtests.parts.Part;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What can be done by and to those that Moru talks to. */
final class SurroundingFaults {

    private static final Duration PLANTING = Duration.ofSeconds(15);
    private static final Duration POLL = Duration.ofMillis(500);

    private static final List<String> STAYING = List.of(Sites.STEADY_SINK, Sites.GATHERING_SINK);

    /** In the notes of what was not made by Moru. */
    private static final String STRANGERS = "strangers";

    /** In Moru's own range, but beyond what a run uses of it. */
    private static final int FIRST_COPY = 90_000;

    private final Part site;
    private final LabControl lab;
    private final Sinks sinks;
    private final PartFaults parts;
    private final Disturbances disturbances;
    private final Set<Integer> copies = ConcurrentHashMap.newKeySet();
    private final Set<String> archives = ConcurrentHashMap.newKeySet();

    /** @param site the lab's process */
    SurroundingFaults(Part site, LabControl lab, Sinks sinks, PartFaults parts, Disturbances disturbances) {
        this.site = site;
        this.lab = lab;
        this.sinks = sinks;
        this.parts = parts;
        this.disturbances = disturbances;
    }

    /** Machines that bear a mark, and are not Moru's. */
    Set<Integer> copies() {
        return Set.copyOf(copies);
    }

    /** Backups that are not Moru's, of machines that are; also those that have taken their time. */
    Set<String> archives() {
        archives.addAll(lab.archives(STRANGERS));
        return Set.copyOf(archives);
    }

    void perform(Act act) throws InterruptedException {
        switch (act.fault()) {
            case KILL_LAB, LAB_AWAY -> parts.kill(site, Kind.SITE_AWAY, act);
            case PLANT_COPY -> plantCopy();
            case PLANT_ARCHIVE -> plantArchive();
            case SINK_SILENT -> sink(Mood.SILENT_AFTER_TAKING, act);
            case SINK_BROKEN -> sink(Mood.BROKEN, act);
            case SINK_BUSY -> sink(Mood.BUSY, act);
            case SINK_GONE -> sinks.mood(Sites.LEAVING_SINK, Mood.GONE);
            default -> labFault(act);
        }
    }

    private void plantCopy() {
        lab.state().marked().findFirst().ifPresent(original -> {
            var vmId = FIRST_COPY + copies.size();
            copies.add(vmId);
            lab.plantCopy(original, vmId);
        });
    }

    /** It locks the machine while it is made; when it does not come about, there is none. */
    private void plantArchive() throws InterruptedException {
        var machine = lab.state().marked().findFirst();
        if (machine.isEmpty()) {
            return;
        }
        lab.plantArchive(machine.get(), STRANGERS);
        var end = Instant.now().plus(PLANTING);
        while (!archives.addAll(lab.archives(STRANGERS)) && Instant.now().isBefore(end)) {
            Disturbances.pause(POLL);
        }
    }

    private void sink(Mood mood, Act act) throws InterruptedException {
        var from = Instant.now();
        STAYING.forEach(sink -> sinks.mood(sink, mood));
        Disturbances.pause(act.length());
        STAYING.forEach(sink -> sinks.mood(sink, Mood.WELL));
        disturbances.note(Kind.SINK_ILL, act.fault().name(), from, Instant.now());
    }

    private void labFault(Act act) throws InterruptedException {
        var from = Instant.now();
        try {
            lab.arm(LabFaults.of(act));
            Disturbances.pause(act.length());
        } finally {
            lab.disarm();
        }
        disturbances.note(Kind.SITE_ILL, act.fault().name(), from, Instant.now());
    }
}
