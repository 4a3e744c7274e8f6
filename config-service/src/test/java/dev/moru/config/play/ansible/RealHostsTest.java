package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.moru.config.play.HostResult.State;
import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import dev.moru.config.play.PlayResult;
import dev.moru.config.play.PlayResult.End;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The real Ansible against a real Debian host, which boots once for all these tests; in this order, as it becomes something. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealHostsTest {

    private static final Path HOSTS =
            Path.of("../lab/src/main/guests/hosts").toAbsolutePath().normalize();
    private static final String NETWORK = "10.82.0";
    private static final String ADDRESS = NETWORK + ".11";
    private static final String NOBODY = NETWORK + ".99";

    @TempDir
    static Path folder;

    private static AnsiblePlaybooks playbooks;
    private static List<String> pins = List.of();

    @BeforeAll
    static void boot() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/ansible-playbook"))
                        && "root".equals(System.getProperty("user.name")),
                "skipped: real hosts need root and Ansible (apt-get install ansible)");
        assumeTrue(hosts("up", "1") == 0, "skipped: no host could be booted; lab/README.md says what that needs");
        var properties = Plays.properties(folder.resolve("work"), "ansible-playbook", folder.resolve("key"));
        playbooks = new AnsiblePlaybooks(properties, JsonMapper.shared(), Clock.systemUTC());
    }

    @AfterAll
    static void pullThePlug() throws Exception {
        if (playbooks != null) {
            playbooks.close();
        }
        hosts("down");
    }

    @Test
    @Order(1)
    void showsWhatItWouldDoAndDoesNothing() throws Exception {
        var listener = Plays.Listener.patient();

        var result = run(true, listener, web(8080, "_"));

        assertThat(result.end()).as(String.join("\n", listener.texts())).isEqualTo(End.FINISHED);
        assertThat(result.hosts().get("web-01").changed()).isPositive();
        assertThat(listener.texts()).contains("+PasswordAuthentication no");
        pins = result.pins().get("web-01");
        assertThat(pins).isNotEmpty().allMatch(pin -> pin.startsWith(Plays.serverOf("web-01") + " "));
        assertThat(run(true, Plays.Listener.patient(), web(8080, "_"))
                        .hosts()
                        .get("web-01")
                        .changed())
                .isEqualTo(result.hosts().get("web-01").changed());
    }

    @Test
    @Order(2)
    void configuresOneHostWhileAnotherCannotBeReached() throws Exception {
        var listener = Plays.Listener.patient();

        var result = run(false, listener, web(8080, "_"), Plays.host("web-02", NOBODY, Map.of()));

        assertThat(result.end()).isEqualTo(End.FINISHED);
        assertThat(result.hosts().get("web-01").state())
                .as(String.join("\n", listener.texts()))
                .isEqualTo(State.CONFIGURED);
        assertThat(result.hosts().get("web-02").state()).isEqualTo(State.UNREACHABLE);
        assertThat(statusOf("http://" + ADDRESS + ":8080/")).isEqualTo(200);
    }

    @Test
    @Order(3)
    void changesNothingTheSecondTime() throws Exception {
        assertThat(run(false, Plays.Listener.patient(), web(8080, "_")).hosts().get("web-01"))
                .matches(result -> result.isConfigured() && result.changed() == 0);
    }

    @Test
    @Order(4)
    void saysWhichVariableARoleRefuses() throws Exception {
        var result =
                run(false, Plays.Listener.patient(), web("eighty", "_")).hosts().get("web-01");

        assertThat(result.state()).isEqualTo(State.FAILED);
        assertThat(result.message()).contains("web_port", "int");
    }

    @Test
    @Order(5)
    void runsNoTemplateThatSomebodyHasWritten() throws Exception {
        var trace = folder.resolve("trace");

        run(false, Plays.Listener.patient(), web(8080, "{{ lookup('pipe', 'touch " + trace + "') }}"));

        assertThat(trace).doesNotExist();
    }

    @Test
    @Order(6)
    void doesNotTalkToAHostThatIsNotTheOneItWasThoughAnotherHasItsAddress() throws Exception {
        pins = List.of(Plays.serverOf("web-01")
                + " ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        var listener = Plays.Listener.patient();

        var result = run(true, listener, twinBehindAJumpHost(), web(8080, "_"));

        assertThat(result.hosts().get("web-01").state()).isEqualTo(State.UNREACHABLE);
        assertThat(result.hosts().get("web-09").state())
                .as(String.join("\n", listener.texts()))
                .isEqualTo(State.CONFIGURED);
    }

    @Test
    @Order(7)
    void isStoppedOnlyWhenNothingOfItGoesOnAtTheHost() throws Exception {
        pins = List.of();
        // An installation that takes longer than the host is given.
        at(
                "sudo mv /usr/bin/apt-get /usr/bin/apt-get.real && printf '#!/bin/sh\\nsleep 300\\n' | sudo tee /usr/bin/apt-get"
                        + " && sudo chmod 755 /usr/bin/apt-get");
        var plain = Plays.host("web-01", ADDRESS, Map.of());
        var installing = new PlayHost(
                plain.alias(), plain.login(), List.of("node_exporter"), List.of(), plain.variables(), pins);

        var result = run(false, new Plays.Listener(RealHostsTest::installs), installing);

        assertThat(result.end()).isEqualTo(End.STOPPED);
        assertThat(result.unsettled()).isEmpty();
        assertThat(installs()).isFalse();
    }

    @Test
    @Order(8)
    void endsWhatADeadRunHasBegunAlsoWhenItIsToldToStop() throws Exception {
        at(
                "sudo env MORU_RUN=dead setsid apt-get </dev/null >/dev/null 2>&1 & until pgrep -x apt-get; do sleep 0.1; done");
        assertThat(installs()).isTrue();
        var hosts = List.of(web(8080, "_"), Plays.host("web-02", NOBODY, Map.of()));
        var play = new Play(false, Set.of("web-01", "web-02"), Plays.LONG, hosts, List.of());

        var result = playbooks.run(play, new Plays.Listener(() -> true));

        assertThat(result.end()).isEqualTo(End.NOT_BEGUN);
        assertThat(result.unsettled()).containsExactly("web-02");
        assertThat(installs()).isFalse();
    }

    private static boolean installs() {
        return at("pgrep -x apt-get") == 0;
    }

    private static int at(String command) {
        try {
            return new ProcessBuilder(
                            "ssh",
                            "-i",
                            folder.resolve("key").toString(),
                            "-oBatchMode=yes",
                            "-oStrictHostKeyChecking=no",
                            "-oUserKnownHostsFile=/dev/null",
                            "moru@" + ADDRESS,
                            command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The host is its own jump host. */
    private static PlayHost twinBehindAJumpHost() {
        var login = new PlayHost.Login(Plays.serverOf("web-09"), ADDRESS, 22, "moru", "moru@" + ADDRESS);
        return new PlayHost(
                "web-09", login, List.of("web"), List.of(), web(8080, "_").variables(), List.of());
    }

    private static PlayHost web(Object port, String name) {
        var plain = Plays.host("web-01", ADDRESS, Map.of("web_port", port, "web_server_name", name));
        return new PlayHost(plain.alias(), plain.login(), plain.roles(), List.of(), plain.variables(), pins);
    }

    private static PlayResult run(boolean check, Plays.Listener listener, PlayHost... hosts) throws Exception {
        return playbooks.run(new Play(check, Set.of(), Duration.ofMinutes(4), List.of(hosts), List.of()), listener);
    }

    private static int statusOf(String url) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(5))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int hosts(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of(HOSTS.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("hosts.log").toFile());
        builder.environment().put("MORU_HOSTS", folder.toString());
        builder.environment().put("MORU_HOSTS_NETWORK", NETWORK);
        var process = builder.start();
        return process.waitFor(5, TimeUnit.MINUTES) ? process.exitValue() : -1;
    }
}
