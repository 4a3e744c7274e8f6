package dev.moru.lab.guest.nspawn;

import dev.moru.lab.guest.GuestFailure;
import dev.moru.lab.guest.Guests;
import dev.moru.lab.guest.Machine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Linux hosts in systemd containers. They outlive the process of the lab; the next one finds them. Needs root, and what
 * {@code src/main/guests/install.sh} gets.
 */
public final class NspawnGuests implements Guests {

    private static final Logger LOG = LoggerFactory.getLogger(NspawnGuests.class);
    private static final Duration COMMAND_PATIENCE = Duration.ofMinutes(10);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);
    private static final int PREFIX_BYTES = 2;

    private final Path home;
    private final String prefix;
    private final GuestScript script;
    private final PowerOffListener listener;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        var daemon = new Thread(work, "lab-guest");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Map<Integer, CompletableFuture<Void>> lines = new ConcurrentHashMap<>();

    /** Supervisors of the machines that are on and meant to be. */
    private final Map<Integer, ProcessHandle> running = new ConcurrentHashMap<>();

    /**
     * @param home where the machines are kept
     * @throws GuestFailure with one line that says what is missing and how to get it
     */
    public NspawnGuests(Path home, PowerOffListener listener) {
        this.home = home.toAbsolutePath();
        this.prefix = "m" + shortHash(this.home.toString());
        this.script = GuestScript.unpackedInto(this.home);
        this.listener = listener;
        script.run("check");
    }

    private static String shortHash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, PREFIX_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private MachineFolder folder(int vmid) {
        return new MachineFolder(home.resolve(String.valueOf(vmid)), vmid, prefix);
    }

    private String path(int vmid) {
        return folder(vmid).path().toString();
    }

    /** Calls about one machine run one after another; a failure is that of one call. */
    private CompletableFuture<Void> inLine(int vmid, Runnable work) {
        return lines.compute(vmid, (id, last) -> {
            CompletableFuture<Void> before = last == null ? done() : last.exceptionally(failure -> null);
            return before.thenRunAsync(work, threads);
        });
    }

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public boolean isReal(int vmid) {
        return running.containsKey(vmid);
    }

    @Override
    public CompletableFuture<Void> boot(Machine machine) {
        return inLine(machine.vmid(), () -> switchOn(machine));
    }

    private void switchOn(Machine machine) {
        var folder = folder(machine.vmid());
        folder.describe(machine);
        var process = script.startMachine(folder.path());
        try (var said = process.getInputStream()) {
            var text = new String(said.readAllBytes(), StandardCharsets.UTF_8).strip();
            if (!text.endsWith("on")) {
                throw new GuestFailure("start failed: " + text);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        watch(machine.vmid(), process.toHandle());
    }

    private void watch(int vmid, ProcessHandle supervisor) {
        running.put(vmid, supervisor);
        supervisor.onExit().thenRun(() -> {
            if (running.remove(vmid, supervisor)) {
                listener.onPowerOff(vmid);
            }
        });
    }

    @Override
    public CompletableFuture<Void> shutDown(int vmid, Duration patience, boolean force) {
        return inLine(vmid, () -> {
            var supervisor = running.remove(vmid);
            if (supervisor == null) {
                return;
            }
            var answer = script.run(patience, "", List.of("shutdown", path(vmid)));
            if (answer.exit() == 0) {
                return;
            }
            if (!force) {
                watch(vmid, supervisor);
                throw new GuestFailure("VM quit/powerdown failed - got timeout");
            }
            script.run("kill", path(vmid));
        });
    }

    @Override
    public CompletableFuture<Void> pullPlug(int vmid) {
        return inLine(vmid, () -> cut(vmid));
    }

    private void cut(int vmid) {
        running.remove(vmid);
        if (Files.isDirectory(folder(vmid).path())) {
            script.run("kill", path(vmid));
        }
    }

    @Override
    public CompletableFuture<Void> reset(Machine machine) {
        return inLine(machine.vmid(), () -> {
            try {
                cut(machine.vmid());
                switchOn(machine);
            } catch (GuestFailure failure) {
                listener.onPowerOff(machine.vmid());
                throw failure;
            }
        });
    }

    @Override
    public CompletableFuture<Void> pause(int vmid) {
        return isReal(vmid) ? inLine(vmid, () -> script.run("pause", path(vmid))) : done();
    }

    @Override
    public CompletableFuture<Void> resume(int vmid) {
        return isReal(vmid) ? inLine(vmid, () -> script.run("resume", path(vmid))) : done();
    }

    @Override
    public CompletableFuture<Answer> run(int vmid, Command command) {
        var words = new ArrayList<>(List.of("run", path(vmid)));
        words.addAll(command.words());
        return CompletableFuture.supplyAsync(() -> script.run(COMMAND_PATIENCE, command.input(), words), threads);
    }

    @Override
    public CompletableFuture<Void> copyDisk(int from, int to) {
        return inLine(to, () -> {
            var image = image("copy of " + from + " for " + to);
            keep(from, image);
            restore(image, to);
            delete(image);
        });
    }

    @Override
    public CompletableFuture<Void> keepDisk(int vmid, String image) {
        return inLine(vmid, () -> keep(vmid, image(image)));
    }

    private void keep(int vmid, Path image) {
        delete(image);
        if (folder(vmid).hasDisk()) {
            script.run("save", path(vmid), image.toString());
        }
    }

    @Override
    public CompletableFuture<Void> restoreDisk(String image, int vmid) {
        return inLine(vmid, () -> restore(image(image), vmid));
    }

    private void restore(Path image, int vmid) {
        if (Files.exists(image)) {
            folder(vmid).prepare();
            script.run("load", path(vmid), image.toString());
        } else if (folder(vmid).hasDisk()) {
            script.run("wipe", path(vmid));
        }
    }

    private Path images() {
        return home.resolve("images");
    }

    private Path image(String name) {
        return images().resolve(URLEncoder.encode(name, StandardCharsets.UTF_8) + ".tar");
    }

    @Override
    public void forgetImage(String image) {
        delete(image(image));
    }

    private static void delete(Path image) {
        try {
            Files.createDirectories(image.getParent());
            Files.deleteIfExists(image);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public CompletableFuture<Void> discard(int vmid) {
        return inLine(vmid, () -> {
            running.remove(vmid);
            if (Files.isDirectory(folder(vmid).path())) {
                folder(vmid).prepare();
                script.run("wipe", path(vmid));
            }
        });
    }

    @Override
    public void reconcile(World world) {
        var shallRun = world.running().stream().collect(Collectors.toMap(Machine::vmid, Function.identity()));
        for (var vmid : kept()) {
            if (!world.vmids().contains(vmid)) {
                discard(vmid).join();
            } else if (shallRun.containsKey(vmid)) {
                bringBack(shallRun.get(vmid));
            } else {
                pullPlug(vmid).join();
            }
        }
        removeImagesBut(world.images());
    }

    private Set<Integer> kept() {
        try (var folders = Files.list(home)) {
            return folders.map(folder -> folder.getFileName().toString())
                    .filter(name -> name.matches("\\d+"))
                    .map(Integer::valueOf)
                    .collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void bringBack(Machine machine) {
        var folder = folder(machine.vmid());
        if (script.run(CLOSE_PATIENCE, "", List.of("alive", folder.path().toString()))
                        .exit()
                == 0) {
            folder.supervisor().ifPresent(supervisor -> watch(machine.vmid(), supervisor));
        } else if (folder.hasSwitchedItselfOff()) {
            listener.onPowerOff(machine.vmid());
        } else {
            boot(machine).whenComplete((booted, failure) -> {
                if (failure != null) {
                    LOG.warn("VM {} did not come back: {}", machine.vmid(), failure.getMessage());
                    listener.onPowerOff(machine.vmid());
                }
            });
        }
    }

    private void removeImagesBut(Set<String> wanted) {
        var names = wanted.stream().map(this::image).collect(Collectors.toSet());
        if (!Files.isDirectory(images())) {
            return;
        }
        try (var images = Files.list(images())) {
            images.filter(image -> !names.contains(image)).forEach(NspawnGuests::delete);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** What was on is switched on by the next start: for the lab's VMs no time has passed. */
    @Override
    public void close() {
        var stopped = Set.copyOf(running.keySet()).stream()
                .map(vmid -> shutDown(vmid, CLOSE_PATIENCE, true)
                        .thenRun(() -> folder(vmid).forgetHowItEnded())
                        .exceptionally(failure -> {
                            LOG.warn("VM {} did not stop: {}", vmid, failure.getMessage());
                            return null;
                        }))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(stopped).join();
        CompletableFuture.allOf(lines.values().toArray(CompletableFuture[]::new))
                .exceptionally(failure -> null)
                .join();
        threads.shutdown();
    }
}
