package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.moru.config.play.HostResult;
import dev.moru.config.play.HostResult.State;
import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.PlayResult.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** A script stands in for {@code ansible-playbook}: what goes in, how it is ended, and what stays. */
class AnsiblePlaybooksTest {

    private static final String STATS =
            "{\"_event\":\"v2_playbook_on_stats\",\"stats\":{\"web-01\":{\"changed\":2,\"failures\":0,\"unreachable\":0}}}";

    @TempDir
    Path folder;

    private Path work;
    private Path seen;

    @BeforeEach
    void prepare() throws IOException {
        work = folder.resolve("work");
        seen = Files.createDirectory(folder.resolve("seen"));
    }

    @Test
    void tellsWhatCameOfEachHost() throws Exception {
        var listener = Plays.Listener.patient();

        var result = run("echo '" + STATS + "'; echo sorry >&2", Plays.of(host()), listener);

        assertThat(result.end()).isEqualTo(End.FINISHED);
        assertThat(result.hosts().get("web-01").state()).isEqualTo(State.CONFIGURED);
        assertThat(result.hosts().get("web-01").changed()).isEqualTo(2);
        assertThat(listener.texts()).containsExactly("sorry");
    }

    @Test
    void tellsAtWhichTaskAHostWasLost() throws Exception {
        var listener = Plays.Listener.patient();

        var result = run(LOST_IN_THE_MIDDLE, Plays.of(host()), listener);

        assertThat(result.end()).isEqualTo(End.FINISHED);
        assertThat(result.hosts().get("web-01"))
                .returns(State.UNREACHABLE, HostResult::state)
                .returns("Install nginx: Connection timed out", HostResult::message);
        assertThat(listener.texts())
                .containsExactly("ok: Look at the host", "unreachable: Install nginx: Connection timed out");
    }

    @Test
    void tellsWhatAHostSaysWithoutItsControlCharacters() throws Exception {
        var listener = Plays.Listener.patient();

        var result = run(BINARY_COMPLAINT, Plays.of(host()), listener);

        assertThat(result.hosts().get("web-01").message()).isEqualTo("Install nginx: [31mno\npackage");
        assertThat(listener.texts()).containsExactly("failed: Install nginx: [31mno\npackage");
    }

    @Test
    void givesTheProgramNothingButAFolderOfItsOwn() throws Exception {
        run(
                "env > " + seen + "/env; printf '%s\\n' \"$@\" > " + seen + "/arguments; ls -la > " + seen + "/files",
                new Play(true, Set.of(), Plays.LONG, List.of(host()), List.of()),
                Plays.Listener.patient());

        assertThat(Files.readAllLines(seen.resolve("env")))
                .extracting(line -> line.substring(0, line.indexOf('=')))
                .isSubsetOf("PATH", "HOME", "TMPDIR", "LC_ALL", "ANSIBLE_CONFIG", "PWD", "_", "SHLVL", "OLDPWD");
        assertThat(Files.readAllLines(seen.resolve("arguments")))
                .containsExactly("--inventory", "inventory.json", "--check", "--diff", "--", "moru.hosts.site");
        assertThat(seen.resolve("files")).content().contains("inventory.json");
        assertThat(runs()).isEmpty();
    }

    @Test
    void hidesSecretsInWhatIsSaid() throws Exception {
        var listener = Plays.Listener.patient();
        var play = new Play(false, Set.of(), Plays.LONG, List.of(host()), List.of("canary-7"));

        run("echo user canary-7; echo 'Y2FuYXJ5LTc=' >&2", play, listener);

        assertThat(listener.texts()).containsExactlyInAnyOrder("user ******", "******");
    }

    @Test
    void killsThePlayAndAllThatItStartedWhenItIsStopped() throws Exception {
        var stop = new AtomicBoolean();
        var listener = new Plays.Listener(stop::get);
        var run = CompletableFuture.supplyAsync(() -> uncheckedRun(FAMILY.formatted(seen, seen), listener, Plays.LONG));
        await().until(() -> Files.exists(seen.resolve("grandchild")));

        stop.set(true);

        assertThat(run.get().end()).isEqualTo(End.STOPPED);
        assertThat(run.get().hosts().get("web-01").state()).isEqualTo(State.UNFINISHED);
        assertThat(run.get().unsettled()).isEmpty();
        assertNobodyIsLeft();
    }

    @Test
    void namesTheHostsThatItCouldNotAskWhetherAPlayThatWasStoppedIsOver() throws Exception {
        Files.createFile(folder.resolve("lost"));

        var result = run(
                "touch " + seen + "/begun; sleep 60",
                Plays.of(host()),
                new Plays.Listener(() -> Files.exists(seen.resolve("begun"))));

        assertThat(result.end()).isEqualTo(End.STOPPED);
        assertThat(result.unsettled()).containsExactly("web-01");
    }

    @Test
    void waitsForWhatAnEarlierRunHasBegunBeforeItPlaysAgain() throws Exception {
        run("cp " + seen + "/settled " + seen + "/before", unsettled(Plays.LONG, host()), Plays.Listener.patient());
        run("true", Plays.of(host()), Plays.Listener.patient());

        assertThat(Files.readAllLines(seen.resolve("before"))).hasSize(1);
        assertThat(Files.readAllLines(seen.resolve("settled"))).hasSize(1);
    }

    @Test
    void doesNotPlayAHostAtWhichAnEarlierRunMayGoOn() throws Exception {
        Files.createFile(folder.resolve("lost"));
        var play = unsettled(Plays.LONG, host(), Plays.host("web-02", "10.0.0.2", Map.of()));

        var result = run("echo \"$@\" > " + seen + "/arguments", play, Plays.Listener.patient());

        assertThat(result.unsettled()).containsExactly("web-01");
        assertThat(Files.readString(seen.resolve("settled"))).contains("--limit web-01 ");
        assertThat(Files.readString(seen.resolve("arguments"))).contains("--limit web-02 ");
    }

    @Test
    void beginsNothingWhereAnEarlierRunMayGoOnEverywhere() throws Exception {
        Files.createFile(folder.resolve("lost"));

        var result = run("touch " + seen + "/begun", unsettled(Plays.LONG, host()), Plays.Listener.patient());

        assertThat(result.end()).isEqualTo(End.NOT_BEGUN);
        assertThat(result.unsettled()).containsExactly("web-01");
        assertThat(seen.resolve("begun")).doesNotExist();
    }

    @Test
    void looksAfterAnEarlierRunAlsoWhenItIsToldToStopOrHasNoTime() throws Exception {
        var stopped = run("touch " + seen + "/begun", unsettled(Plays.LONG, host()), new Plays.Listener(() -> true));
        var late = run("touch " + seen + "/begun", unsettled(Duration.ZERO, host()), Plays.Listener.patient());

        assertThat(List.of(stopped, late))
                .allMatch(result ->
                        result.end() == End.NOT_BEGUN && result.unsettled().isEmpty());
        assertThat(Files.readAllLines(seen.resolve("settled"))).hasSize(2);
        assertThat(seen.resolve("begun")).doesNotExist();
    }

    @Test
    void killsThePlayAtTheEndOfItsTime() throws Exception {
        var result = uncheckedRun(FAMILY.formatted(seen, seen), Plays.Listener.patient(), Duration.ofMillis(600));

        assertThat(result.end()).isEqualTo(End.TIMED_OUT);
        assertNobodyIsLeft();
    }

    @Test
    void killsThePlayWhenItsThreadIsInterrupted() throws Exception {
        var thread = new Thread(() -> assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> run(FAMILY.formatted(seen, seen), Plays.of(host()), Plays.Listener.patient())));
        thread.start();
        await().until(() -> Files.exists(seen.resolve("grandchild")));

        thread.interrupt();
        thread.join(10_000);

        assertNobodyIsLeft();
        assertThat(runs()).isEmpty();
    }

    @Test
    void saysThatAnsibleItselfFailed() throws Exception {
        var listener = Plays.Listener.patient();

        var result = run("echo 'ERROR! no such callback' >&2; exit 5", Plays.of(host()), listener);

        assertThat(result.end()).isEqualTo(End.BROKEN);
        assertThat(result.message()).isEqualTo("ansible-playbook ended with 5");
        assertThat(listener.texts()).containsExactly("ERROR! no such callback");
    }

    @Test
    void takesAKilledAnsibleForABrokenOne() throws Exception {
        var result = run("kill -KILL $$", Plays.of(host()), Plays.Listener.patient());

        assertThat(result.end()).isEqualTo(End.BROKEN);
        assertThat(result.hosts().get("web-01").state()).isEqualTo(State.UNFINISHED);
    }

    @Test
    void givesTheKeyToAnAgentOfTheRunAndToNoFile() throws Exception {
        var key = folder.resolve("key");
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
                .start()
                .waitFor();
        var properties = Plays.properties(
                work, script("ssh-add -L > " + seen + "/keys; find . -type f | xargs cat > " + seen + "/all"), key);

        try (var playbooks = new AnsiblePlaybooks(properties, JsonMapper.shared(), Clock.systemUTC())) {
            playbooks.run(Plays.of(host()), Plays.Listener.patient());
        }

        assertThat(seen.resolve("keys")).content().startsWith("ssh-ed25519 ");
        assertThat(seen.resolve("all")).content().doesNotContain("PRIVATE KEY");
    }

    @Test
    void diesWithItsParent() throws Exception {
        var parent = startParent();

        parent.destroyForcibly().waitFor();

        assertNobodyIsLeft();
        RunFolder.sweep(work);
        assertThat(runs()).isEmpty();
    }

    private Process startParent() throws IOException {
        var program = script(FAMILY.formatted(seen, seen));
        var parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnePlay.class.getName(),
                        work.toString(),
                        program)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(seen.resolve("grandchild")));
        return parent;
    }

    @Test
    void endsWhenItsParentIsFrozen() throws Exception {
        var parent = startParent();
        try {
            signal("STOP", parent);

            assertNobodyIsLeft();
            assertThat(parent.isAlive()).isTrue();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void comesToNoEndWhenItWasLeftToItselfForTooLong() {
        var leashes = new ArrayDeque<>(List.of(Plays.LONG, Plays.LONG, Duration.ZERO));

        assertThatExceptionOfType(Leash.Ended.class)
                .isThrownBy(() -> run(
                        "sleep 60",
                        Plays.of(host()),
                        Plays.Listener.withLeash(() -> leashes.size() == 1 ? Duration.ZERO : leashes.poll())));
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** What {@link #startParent} starts. */
    static final class OnePlay {

        private OnePlay() {}

        public static void main(String[] arguments) throws Exception {
            var properties = Plays.properties(Path.of(arguments[0]), arguments[1], null);
            new AnsiblePlaybooks(properties, JsonMapper.shared(), Clock.systemUTC())
                    .run(Plays.of(host()), Plays.Listener.withLeash(() -> Duration.ofSeconds(4)));
        }
    }

    private static final String LOST_IN_THE_MIDDLE = """
            cat <<'JSON'
            {"_event":"v2_runner_on_ok","task":{"name":"Look at the host"},"hosts":{"web-01":{"changed":false}}}
            {"_event":"v2_runner_on_unreachable","task":{"name":"Install nginx"},"hosts":{"web-01":{"msg":"Connection timed out"}}}
            {"_event":"v2_playbook_on_stats","stats":{"web-01":{"changed":0,"failures":0,"unreachable":1}}}
            JSON
            exit 4
            """;

    private static final String BINARY_COMPLAINT = """
            cat <<'JSON'
            {"_event":"v2_runner_on_failed","task":{"name":"Install nginx"},"hosts":{"web-01":{"msg":"\\u001b[31mno\\n\\u0000package"}}}
            {"_event":"v2_playbook_on_stats","stats":{"web-01":{"changed":0,"failures":1,"unreachable":0}}}
            JSON
            exit 2
            """;

    // Where the file "lost" is, the host can't be asked.
    private static final String SETTLING = """
            #!/bin/sh
            case "$*" in *moru.hosts.settle)
                echo "$@" >> %s/settled
                [ -e "$(dirname "$0")"/lost ] || echo '%s'
                exit 0;;
            esac
            """;

    // A program that has a child, neither of which ends by itself or heeds what it is asked.
    private static final String FAMILY = """
            trap '' TERM INT HUP
            (trap '' TERM INT HUP; exec sleep 321) &
            echo $$ > %s/child
            echo $! > %s/grandchild.new
            mv "$(dirname "$0")"/seen/grandchild.new "$(dirname "$0")"/seen/grandchild
            wait
            """;

    private void assertNobodyIsLeft() throws IOException {
        for (var name : List.of("child", "grandchild")) {
            var pid = Long.parseLong(Files.readString(seen.resolve(name)).strip());
            await(name)
                    .until(() ->
                            ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
        }
    }

    /** Something may go on at the first host. */
    private static Play unsettled(Duration limit, PlayHost... hosts) {
        return new Play(false, Set.of(hosts[0].alias()), limit, List.of(hosts), List.of());
    }

    private PlayResult uncheckedRun(String script, Plays.Listener listener, Duration limit) {
        try {
            return run(script, new Play(false, Set.of(), limit, List.of(host()), List.of()), listener);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private PlayResult run(String script, Play play, Plays.Listener listener) throws Exception {
        var properties = Plays.properties(work, script(script), null);
        try (var playbooks = new AnsiblePlaybooks(properties, JsonMapper.shared(), Clock.systemUTC())) {
            return playbooks.run(play, listener);
        }
    }

    private String script(String text) throws IOException {
        var script = Files.writeString(folder.resolve("playbook"), SETTLING.formatted(seen, STATS) + text + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    private List<Path> runs() throws IOException {
        try (var paths = Files.list(work)) {
            return paths.toList();
        }
    }

    private static PlayHost host() {
        return Plays.host("web-01", "10.0.0.1", Map.of("web_port", 8080));
    }
}
