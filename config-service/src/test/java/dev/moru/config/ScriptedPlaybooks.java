package dev.moru.config;

import dev.moru.config.play.HostResult;
import dev.moru.config.play.HostResult.State;
import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import dev.moru.config.play.PlayLine;
import dev.moru.config.play.PlayObserver;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.PlayResult.End;
import dev.moru.config.play.Playbooks;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Plays that end as the test has said of their hosts. */
final class ScriptedPlaybooks implements Playbooks {

    /** What a host does to a play. */
    enum Part {
        /** Three tasks change something. */
        DO_WELL,
        FAIL,
        /** It does not answer any more after its first task. */
        VANISH,
        /** It does not know the key. */
        LOCK_OUT,
        /** The play goes on until it is stopped, or its time is over. */
        HOLD,
        /** The same, and when it is stopped nobody can ask the host whether it has. */
        HOLD_AND_VANISH,
        /** Ansible ends without a word about anybody. */
        BREAK
    }

    private final Map<String, Part> parts = new ConcurrentHashMap<>();
    final List<Play> plays = new CopyOnWriteArrayList<>();

    void script(String alias, Part part) {
        parts.put(alias, part);
    }

    List<Play> playsOf(String alias) {
        return plays.stream()
                .filter(play ->
                        play.hosts().stream().anyMatch(host -> host.alias().equals(alias)))
                .toList();
    }

    @Override
    public PlayResult run(Play play, PlayObserver observer) throws InterruptedException {
        plays.add(play);
        var left = left(play);
        if (observer.wantsStop()
                || play.limit().isNegative()
                || left.size() == play.hosts().size()) {
            return new PlayResult(End.NOT_BEGUN, Map.of(), Map.of(), "It was not begun", left);
        }
        observer.said(play.hosts().stream()
                .map(host -> line(host.alias(), "ok: for " + host.alias()))
                .toList());
        observer.said(List.of(new PlayLine(null, Instant.now(), "err", "for all")));
        if (has(play, Part.BREAK)) {
            return result(play, End.BROKEN, State.UNFINISHED);
        }
        long deadline = System.nanoTime() + play.limit().toNanos();
        while (has(play, Part.HOLD) || left.isEmpty() && has(play, Part.HOLD_AND_VANISH)) {
            if (observer.wantsStop()) {
                return result(play, End.STOPPED, State.UNFINISHED);
            }
            if (System.nanoTime() > deadline) {
                return result(play, End.TIMED_OUT, State.UNFINISHED);
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            observer.said(List.of());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        return result(play, End.FINISHED, State.CONFIGURED);
    }

    /** Hosts at which something of an earlier play may go on, and that can't be asked. */
    private Set<String> left(Play play) {
        return unsettled(play).stream().filter(play.unsettled()::contains).collect(Collectors.toSet());
    }

    private boolean has(Play play, Part part) {
        return play.hosts().stream().anyMatch(host -> partOf(host) == part);
    }

    private Part partOf(PlayHost host) {
        return parts.getOrDefault(host.alias(), Part.DO_WELL);
    }

    private PlayResult result(Play play, End end, State state) {
        var hosts = new HashMap<String, HostResult>();
        for (var host : play.hosts()) {
            hosts.put(host.alias(), end == End.FINISHED ? resultOf(host) : new HostResult(state, 3, ""));
        }
        var pins = play.hosts().stream()
                .collect(Collectors.toMap(
                        PlayHost::alias, host -> List.of(host.login().server() + " ssh-ed25519 AAAA")));
        var message = end == End.FINISHED ? "" : "ansible-playbook ended with 1";
        return new PlayResult(end, hosts, pins, message, unsettled(play));
    }

    private HostResult resultOf(PlayHost host) {
        return switch (partOf(host)) {
            case FAIL -> new HostResult(State.FAILED, 1, "Install nginx: No package matching 'nginx' is available");
            case LOCK_OUT -> new HostResult(State.UNREACHABLE, 0, "moru@10.0.0.9: Permission denied (publickey).");
            case VANISH -> new HostResult(State.UNREACHABLE, 1, "Install nginx: Connection timed out");
            default -> new HostResult(State.CONFIGURED, 3, "");
        };
    }

    private Set<String> unsettled(Play play) {
        return play.hosts().stream()
                .filter(host -> partOf(host) == Part.HOLD_AND_VANISH)
                .map(PlayHost::alias)
                .collect(Collectors.toSet());
    }

    private static PlayLine line(String alias, String text) {
        return new PlayLine(alias, Instant.now(), "out", text);
    }
}
