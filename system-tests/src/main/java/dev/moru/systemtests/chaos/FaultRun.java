package dev.moru.systemtests.chaos;

import dev.moru.embedded.EmbeddedPostgres;
import dev.moru.systemtests.history.History;
import dev.moru.systemtests.parts.Jvm;
import dev.moru.systemtests.parts.PartPorts;
import dev.moru.systemtests.parts.PartedInstallation;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Disturbs an installation under load as its schedule says, waits until it has settled, and says what was seen. */
final class FaultRun {

    /** Longer than any pause between two tries. */
    private static final Duration STANDSTILL = Duration.ofSeconds(90);

    /** Between two faults of a track, also when it is late: else a slow machine would never see anything up. */
    private static final Duration REST = Duration.ofSeconds(2);

    private static final long POLL_MILLIS = 1_000;
    private static final long REPORT_MILLIS = 10_000;

    private final Path project;
    private final Path home;
    private final long seed;
    private final Schedule schedule;
    private final PrintStream out;
    private final Stages stages;
    private final Queue<String> mishaps = new ConcurrentLinkedQueue<>();

    /**
     * @param project the checkout, in which the launcher is packaged
     * @param home where the run keeps everything
     * @param seed of what the clients do
     */
    FaultRun(Path project, Path home, long seed, Schedule schedule, PrintStream out) {
        this.project = project;
        this.home = home;
        this.seed = seed;
        this.schedule = schedule;
        this.out = out;
        this.stages = new Stages(out);
    }

    /** Faults that could not be brought about or undone; with one of them a run is none. */
    List<String> mishaps() {
        return List.copyOf(mishaps);
    }

    History run() {
        out.printf("seed %d, %d s, in %s%n", seed, schedule.length().toSeconds(), home);
        schedule.acts().forEach(act -> out.println("  " + act));
        var ports = PartPorts.free();
        stages.begin("starting the stores");
        try (var installation = new PartedInstallation(new Jvm(project), created(home), ports)) {
            stages.begin("starting the services");
            installation.start();
            stages.begin("setting up");
            try (var scene = new Scene(installation, ports.sinks(), home, schedule.length(), stages::say)) {
                stages.begin("disturbing");
                scene.workload().start(new SplittableRandom(seed));
                perform(scene);
                stages.begin("settling");
                scene.calm();
                settle(installation.postgres());
                stages.begin("collecting");
                return scene.history();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            stages.end();
            stages.say("stopped: %s", stages);
        }
    }

    private static Path created(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each track in a thread of its own; returns when all are through and everything is up. */
    private void perform(Scene scene) throws InterruptedException {
        var tracks = Fault.Track.values();
        var threads = Executors.newFixedThreadPool(tracks.length);
        try {
            var from = System.nanoTime();
            var running = Arrays.stream(tracks)
                    .map(track -> threads.submit(perform(schedule.of(track), scene.perpetrator(), from)))
                    .toList();
            while (!running.stream().allMatch(Future::isDone)) {
                TimeUnit.MILLISECONDS.sleep(REPORT_MILLIS);
                stages.say("%d accepted", scene.workload().accepted().size());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Void> perform(List<Act> acts, Perpetrator perpetrator, long from) {
        return () -> {
            for (var act : acts) {
                var early = act.at().toNanos() - (System.nanoTime() - from);
                TimeUnit.NANOSECONDS.sleep(Math.max(early, REST.toNanos()));
                // What came before may have taken longer than it was given.
                if (System.nanoTime() - from + act.length().toNanos()
                        > schedule.length().toNanos()) {
                    break;
                }
                perform(act, perpetrator);
            }
            return null;
        };
    }

    private void perform(Act act, Perpetrator perpetrator) throws InterruptedException {
        stages.say("%s", act.fault());
        try {
            perpetrator.perform(act);
            stages.say("%s is over", act.fault());
        } catch (RuntimeException e) {
            mishaps.add("%s: %s".formatted(act.fault(), e));
            stages.say("%s went wrong: %s", act.fault(), e);
        }
    }

    /** What is still open when nothing has moved for a while is for the invariants to judge. */
    private void settle(EmbeddedPostgres postgres) throws InterruptedException {
        var backlog = new Backlog(postgres);
        var left = backlog.unfinished();
        var since = System.nanoTime();
        while (!left.isEmpty() && System.nanoTime() - since < STANDSTILL.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            var now = backlog.unfinished();
            if (!now.equals(left)) {
                stages.say("open: %s", now.isEmpty() ? "nothing" : now);
                left = now;
                since = System.nanoTime();
            }
        }
    }
}
