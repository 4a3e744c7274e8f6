package dev.moru.config.play.ansible;

import dev.moru.config.play.Play;
import dev.moru.config.play.PlayLine;
import dev.moru.config.play.PlayObserver;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.PlayResult.End;
import dev.moru.config.play.Playbooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays with {@code ansible-playbook}. What it gets are files in a folder of the run, and nothing else: no variable of the
 * environment that is not named here, no argument that somebody else has written.
 */
final class AnsiblePlaybooks implements Playbooks, AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(200);

    // For the start of Ansible, connections, and processes that have to be killed.
    private static final Duration TO_SETTLE = Duration.ofSeconds(30);

    // Ansible's own: 0 all went well, 2 a host failed, 4 a host could not be reached; 6 is both.
    private static final List<Integer> ENDED_BY_ITSELF = List.of(0, 2, 4, 6);

    private final AnsibleProperties properties;
    private final JsonMapper json;
    private final Clock clock;
    private final Collection collection;

    AnsiblePlaybooks(AnsibleProperties properties, JsonMapper json, Clock clock) throws IOException {
        this.properties = properties;
        this.json = json;
        this.clock = clock;
        RunFolder.sweep(properties.work());
        this.collection = Collection.unpack(properties.work());
    }

    @Override
    public PlayResult run(Play play, PlayObserver observer) throws InterruptedException {
        try (var folder = RunFolder.make(properties.work())) {
            furnish(folder, play);
            try {
                return run(play, observer, folder);
            } finally {
                endConnections(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A play could not be run", e);
        }
    }

    private void furnish(RunFolder folder, Play play) throws IOException {
        folder.write("inventory.json", Inventory.of(play, folder, properties.patience(), json));
        folder.write("ansible.cfg", Settings.of(properties, folder));
        folder.write(KnownHosts.FILE, KnownHosts.of(play));
        folder.folder("home");
        folder.folder("tmp");
        folder.folder("cp");
        collection.link(folder.folder("collections"));
    }

    private PlayResult run(Play play, PlayObserver observer, RunFolder folder)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + play.limit().toNanos();
        var busy = settle(play.unsettled(), play, observer, folder);
        if (observer.wantsStop() || System.nanoTime() > deadline || busy.containsAll(play.aliases())) {
            return new PlayResult(End.NOT_BEGUN, Map.of(), KnownHosts.read(play, folder), "It was not begun", busy);
        }
        var result = perform(play, busy, deadline, observer, folder);
        return result.leaving(result.end() == End.FINISHED ? busy : settle(play.aliases(), play, observer, folder));
    }

    /** @param busy hosts that are left out, because an earlier run goes on there */
    private PlayResult perform(Play play, Set<String> busy, long deadline, PlayObserver observer, RunFolder folder)
            throws IOException, InterruptedException {
        var events = new PlayEvents(play, json, clock);
        var leash = new Leash(folder.path(), observer.leash());
        try (var child = start(command(play, busy), folder)) {
            var end = follow(child, leash, deadline, observer, events);
            return new PlayResult(
                    end, events.hosts(), KnownHosts.read(play, folder), messageFor(end, child, play), busy);
        }
    }

    /**
     * Waits until nothing of an earlier run goes on at hosts of the play: what had been begun there does not end with the run.
     *
     * @return those of them at which something may still go on
     */
    private Set<String> settle(Set<String> aliases, Play play, PlayObserver observer, RunFolder folder)
            throws IOException, InterruptedException {
        if (aliases.isEmpty()) {
            return Set.of();
        }
        var events = new PlayEvents(play, json, clock);
        var deaf = new DeafObserver(observer);
        long deadline =
                System.nanoTime() + properties.patience().plus(TO_SETTLE).toNanos();
        var leash = new Leash(folder.path(), observer.leash());
        try (var child = start(playbook(Collection.SETTLE, limit(aliases)), folder)) {
            follow(child, leash, deadline, deaf, events);
        }
        return events.hosts().entrySet().stream()
                .filter(host ->
                        aliases.contains(host.getKey()) && !host.getValue().isConfigured())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private Child start(List<String> command, RunFolder folder) throws IOException {
        return Child.start(
                command, environment(folder), folder.path(), properties.memory().toKilobytes(), key());
    }

    private List<String> command(Play play, Set<String> busy) {
        var options = new ArrayList<String>();
        if (play.check()) {
            options.addAll(List.of("--check", "--diff"));
        }
        if (!busy.isEmpty()) {
            var free = new HashSet<>(play.aliases());
            free.removeAll(busy);
            options.addAll(limit(free));
        }
        return playbook(Collection.SITE, options);
    }

    private static List<String> limit(Set<String> aliases) {
        return List.of("--limit", String.join(",", aliases));
    }

    private List<String> playbook(String name, List<String> options) {
        var command = new ArrayList<>(List.of(properties.program(), "--inventory", "inventory.json"));
        command.addAll(options);
        command.addAll(List.of("--", name));
        return command;
    }

    private Map<String, String> environment(RunFolder folder) {
        var environment = new HashMap<>(Map.of(
                "PATH", properties.path(),
                "HOME", folder.file("home").toString(),
                "TMPDIR", folder.file("tmp").toString(),
                "LC_ALL", "C.UTF-8",
                "ANSIBLE_CONFIG", folder.file("ansible.cfg").toString()));
        if (properties.keyFile() != null) {
            environment.put("SSH_AUTH_SOCK", folder.file("agent").toString());
        }
        return environment;
    }

    private byte[] key() throws IOException {
        return properties.keyFile() == null ? new byte[0] : Files.readAllBytes(properties.keyFile());
    }

    private static End follow(Child child, Leash leash, long deadline, PlayObserver observer, PlayEvents events)
            throws IOException, InterruptedException {
        while (child.hasMore()) {
            leash.extend(observer.leash());
            observer.said(shown(child.lines(TICK), events));
            if (observer.wantsStop()) {
                return End.STOPPED;
            }
            if (System.nanoTime() > deadline) {
                return End.TIMED_OUT;
            }
        }
        if (ENDED_BY_ITSELF.contains(child.exitCode())) {
            return End.FINISHED;
        }
        leash.requireHeld();
        return End.BROKEN;
    }

    private static List<PlayLine> shown(List<Child.Line> lines, PlayEvents events) {
        return lines.stream()
                .flatMap(line -> (line.isError() ? events.err(line.text()) : events.out(line.text())).stream())
                .toList();
    }

    private static String messageFor(End end, Child child, Play play) {
        return switch (end) {
            case FINISHED, NOT_BEGUN -> "";
            case STOPPED -> "It was told to stop";
            case TIMED_OUT -> "It was not done within " + play.limit();
            case BROKEN -> "ansible-playbook ended with " + child.exitCode();
        };
    }

    /** A connection that is kept for the next task belongs to no group, and would stay for some seconds. */
    private void endConnections(RunFolder folder) throws IOException {
        try (var sockets = Files.list(folder.file("cp"))) {
            for (var socket : sockets.toList()) {
                endConnection(socket, folder);
            }
        }
    }

    private void endConnection(Path socket, RunFolder folder) throws IOException {
        var ssh = new ProcessBuilder(
                        "ssh", "-F", "/dev/null", "-o", "ControlPath=" + socket, "-O", "exit", "--", "host")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .directory(folder.path().toFile());
        ssh.environment().clear();
        ssh.environment().put("PATH", properties.path());
        var process = ssh.start();
        try {
            if (!process.waitFor(2, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Hears complaints and nothing else: who looks whether a run is over does not stop for it. */
    private record DeafObserver(PlayObserver observer) implements PlayObserver {

        @Override
        public void said(List<PlayLine> lines) {
            observer.said(
                    lines.stream().filter(line -> line.stream().equals("err")).toList());
        }

        @Override
        public boolean wantsStop() {
            return false;
        }

        @Override
        public Duration leash() {
            return observer.leash();
        }
    }

    @Override
    public void close() throws IOException {
        collection.close();
    }
}
