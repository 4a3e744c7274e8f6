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
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Disturbs an installation under load as its schedule says, waits until it has settled, and says what was seen. */
final class FaultRun {

    /** Longer than any pause between two tries. */
    private static final Duration STANDSTILL = Duration.ofSeconds(90);

    private static final long POLL_MILLIS = 1_000;
    private static final long REPORT_MILLIS = 10_000;

    private final Path project;
    private final ChaosOptions options;
    private final PrintStream out;
    private final long begin = System.nanoTime();

    /** @param project the checkout, in which the launcher is packaged */
    FaultRun(Path project, ChaosOptions options, PrintStream out) {
        this.project = project;
        this.options = options;
        this.out = out;
    }

    History run() {
        var home = options.home();
        var schedule = Schedule.of(options.seed(), options.length(), options.faults());
        out.printf("seed %d, %d s, in %s%n", options.seed(), options.length().toSeconds(), home);
        schedule.acts().forEach(act -> out.println("  " + act));
        var ports = PartPorts.free();
        say("starting the stores");
        try (var installation = new PartedInstallation(new Jvm(project), created(home), ports)) {
            say("starting the services");
            installation.start();
            say("setting up");
            try (var scene = new Scene(installation, ports.sinks(), home, options.length(), this::say)) {
                say("disturbing");
                scene.workload().start(new SplittableRandom(options.seed()));
                perform(schedule, scene);
                say("settling");
                scene.workload().stop();
                settle(installation.postgres());
                say("collecting");
                return scene.history();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            say("stopped");
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
    private void perform(Schedule schedule, Scene scene) throws InterruptedException {
        var tracks = Fault.Track.values();
        var threads = Executors.newFixedThreadPool(tracks.length);
        try {
            var from = System.nanoTime();
            var running = Arrays.stream(tracks)
                    .map(track -> threads.submit(perform(schedule.of(track), scene.perpetrator(), from)))
                    .toList();
            while (!running.stream().allMatch(Future::isDone)) {
                TimeUnit.MILLISECONDS.sleep(REPORT_MILLIS);
                say("%d accepted", scene.workload().accepted().size());
            }
            for (var track : running) {
                track.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a fault could not be brought about or undone", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<Void> perform(List<Act> acts, Perpetrator perpetrator, long from) {
        return () -> {
            for (var act : acts) {
                var early = act.at().minusNanos(System.nanoTime() - from);
                if (!early.isNegative()) {
                    TimeUnit.NANOSECONDS.sleep(early.toNanos());
                }
                if (System.nanoTime() - from > options.length().toNanos()) {
                    break;
                }
                say("%s", act.fault());
                perpetrator.perform(act);
                say("%s is over", act.fault());
            }
            return null;
        };
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
                say("open: %s", now.isEmpty() ? "nothing" : now);
                left = now;
                since = System.nanoTime();
            }
        }
    }

    private void say(String what, Object... arguments) {
        var seconds = (System.nanoTime() - begin) / 1e9;
        out.printf("%7.1f s  %s%n", seconds, what.formatted(arguments));
    }
}
