package dev.moru.config;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.config.ScriptedPlaybooks.Part;
import dev.moru.config.play.Play;
import dev.moru.config.play.PlayHost;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.role.RoleDefinition;
import dev.moru.contracts.role.RolesPublished;
import dev.moru.contracts.turn.ConfigureServer;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.durable.epoch.Resumption;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.secrets.SecretStore;
import dev.moru.secrets.SecretValue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Turns from the command to the answer, over real stores. */
class ConfigServiceIT {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    private static RunningService service;
    private static Owner owner;

    @BeforeAll
    static void start() {
        service = new RunningService(directory);
        owner = new Owner(SharedStores.kafka().bootstrapServers());
    }

    @AfterAll
    static void stop() {
        owner.close();
        service.close();
    }

    @Test
    void givesATurnBackWhenTheRolesAreApplied() {
        var server = new Handed();

        var answer = answerTo(server, server.configure());

        assertThat(answer.outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        assertThat(answer.turn()).isEqualTo(server.turn());
        assertThat(answer.result()).containsEntry("changed", 3);
        assertThat(owner.log(server.operation)).extracting(LogLine::n).containsExactly(7L, 8L);
        assertThat(owner.log(server.operation))
                .extracting(LogLine::text)
                .containsExactly("ok: for " + server.name, "for all");
        assertThat(answer.nextLine()).isEqualTo(9);
    }

    @Test
    void pretendsNothingOnASiteWhereNothingIsReal() {
        var server = new Handed().simulated();

        assertThat(answerTo(server, server.configure()).outcome()).isEqualTo(TurnOutcome.SIMULATED);
        assertThat(service.playbooks().playsOf(server.name)).isEmpty();
    }

    @Test
    void saysWhatItHasSkipped() {
        var bare = new Handed().roles();
        var unreachable = new Handed().withoutAddress();

        assertThat(answerTo(bare, bare.configure()).reason()).isEqualTo("NoRoles");
        assertThat(answerTo(unreachable, unreachable.configure()).reason()).isEqualTo("NoAccess");
    }

    @Test
    void refusesRolesAndVariablesThatAreNone() {
        var server = new Handed().variables(Map.of("web", Map.of("web_prot", 80)));

        var answer = answerTo(server, server.configure());

        assertThat(answer.outcome()).isEqualTo(TurnOutcome.FAILED);
        assertThat(answer.failure().detail()).isEqualTo("web_prot is no variable of the role");
        assertThat(answer.failure().retryable()).isFalse();
    }

    @Test
    void saysAtWhichTaskARoleHasFailed() {
        var server = new Handed();
        service.playbooks().script(server.name, Part.FAIL);

        var answer = answerTo(server, server.configure());

        assertThat(answer.outcome()).isEqualTo(TurnOutcome.FAILED);
        assertThat(answer.failure().type()).endsWith("/role-failed");
        assertThat(answer.failure().detail()).isEqualTo("Install nginx: No package matching 'nginx' is available");
        assertThat(answer.failure().retryable()).isTrue();
    }

    @Test
    void saysAtWhichTaskAServerWasLost() {
        var lost = new Handed();
        var other = new Handed();
        service.playbooks().script(lost.name, Part.VANISH);

        owner.send(Map.of(lost.server, lost.configure(), other.server, other.configure()), later());

        assertThat(answer(lost).failure().type()).endsWith("/server-unreachable");
        assertThat(answer(lost).failure().detail()).isEqualTo("Install nginx: Connection timed out");
        assertThat(answer(other).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
    }

    @Test
    void saysHowAServerThatDoesNotKnowTheKeyGetsIt() {
        var adopted = new Handed();
        service.playbooks().script(adopted.name, Part.LOCK_OUT);

        var failure = answerTo(adopted, adopted.configure()).failure();

        assertThat(failure.detail()).contains("Permission denied");
        assertThat(failure.hint()).contains("management-key.pub", "/.ssh/authorized_keys");
        assertThat(failure.retryable()).isTrue();
    }

    @Test
    void doesNotBeginWhatHasExpired() {
        var server = new Handed();

        owner.send(Map.of(server.server, server.configure()), Instant.now().minusSeconds(1));

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.EXPIRED);
        assertThat(service.playbooks().playsOf(server.name)).isEmpty();
    }

    @Test
    void stopsByItselfWhenItsTimeIsOver() {
        var server = new Handed();
        service.playbooks().script(server.name, Part.HOLD);

        owner.send(Map.of(server.server, server.configure()), Instant.now().plusSeconds(3));

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.EXPIRED);
    }

    @Test
    void configuresServersThatComeTogetherInOnePlay() {
        var servers = Stream.generate(Handed::new).limit(20).toList();
        service.playbooks().script(servers.get(3).name, Part.FAIL);

        owner.send(servers.stream().collect(toMap(server -> server.server, Handed::configure)), later());

        for (var server : servers) {
            assertThat(answer(server).outcome())
                    .isEqualTo(server == servers.get(3) ? TurnOutcome.FAILED : TurnOutcome.SUCCEEDED);
        }
        // Two partitions are two polls, whose servers may just miss each other.
        assertThat(servers.stream()
                        .flatMap(server -> service.playbooks().playsOf(server.name).stream())
                        .distinct())
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void playsOnWithoutAServerWhoseTurnIsStopped() {
        var stopped = new Handed();
        var other = new Handed();
        service.playbooks().script(stopped.name, Part.HOLD);
        owner.send(Map.of(stopped.server, stopped.configure(), other.server, other.configure()), later());
        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(stopped.name).size() == 1);

        owner.send(Map.of(stopped.server, stopped.stop()), later());

        assertThat(answer(stopped).outcome()).isEqualTo(TurnOutcome.STOPPED);
        assertThat(answer(other).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        assertThat(service.playbooks().playsOf(stopped.name)).hasSize(1);
    }

    @Test
    void doesNotSayThatATurnIsStoppedWhileItMayGoOnAtTheServer() {
        var server = new Handed();

        leaveUnsettled(server);

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.FAILED);
    }

    @Test
    void playsAServerWhereAnEarlierPlayMayGoOnOnlyWhenThatIsOver() {
        var server = new Handed();
        leaveUnsettled(server);
        var other = new Handed();

        owner.send(Map.of(server.server, server.configure(), other.server, other.configure()), later());

        assertThat(answers(server, 2).get(1).reason()).isEqualTo("NotKnownToBeOver");
        assertThat(answer(other).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        service.playbooks().script(server.name, Part.DO_WELL);
        owner.send(Map.of(server.server, server.configure()), later());
        assertThat(answers(server, 3).get(2).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        owner.send(Map.of(server.server, server.configure()), later());
        assertThat(answers(server, 4).get(3).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        assertThat(service.playbooks().playsOf(server.name))
                .extracting(play -> play.unsettled().contains(server.name))
                .containsExactly(false, true, true, true, true, false);
    }

    @Test
    void looksWhetherAnEarlierPlayIsOverBeforeItSaysThatATurnWhichHasNotBegunIsStopped() {
        var server = new Handed();
        leaveUnsettled(server);
        service.playbooks().script(server.name, Part.HOLD);

        owner.send(Map.of(server.server, server.configure()), later());
        owner.send(Map.of(server.server, server.stop()), later());

        assertThat(answers(server, 2).get(1).outcome()).isEqualTo(TurnOutcome.STOPPED);
        assertThat(service.playbooks().playsOf(server.name))
                .extracting(Play::unsettled)
                .containsExactly(Set.of(), Set.of(server.name));
    }

    @Test
    void looksWhetherWhatADeadServiceHasBegunIsOverBeforeItSaysThatATurnIsStopped() {
        var server = new Handed();
        service.playbooks().script(server.name, Part.HOLD);
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(server.name).size() == 1);

        service.stop();
        owner.send(Map.of(server.server, server.stop()), later());
        service.start();

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.STOPPED);
        assertThat(service.playbooks().playsOf(server.name))
                .extracting(Play::unsettled)
                .containsExactly(Set.of(), Set.of(server.name));
    }

    @Test
    void looksWhetherWhatADeadServiceHasBegunIsOverBeforeItSaysThatATurnHasExpired() {
        var over = new Handed();
        var lost = new Handed();
        service.playbooks().script(over.name, Part.HOLD);
        service.playbooks().script(lost.name, Part.HOLD_AND_VANISH);
        var expiry = Instant.now().plusSeconds(5);
        owner.send(Map.of(over.server, over.configure(), lost.server, lost.configure()), expiry);
        await().atMost(SOON)
                .until(() -> Stream.of(over, lost)
                        .noneMatch(server ->
                                service.playbooks().playsOf(server.name).isEmpty()));

        service.stop();
        await().atMost(SOON).until(() -> Instant.now().isAfter(expiry));
        service.start();

        assertThat(answer(over).outcome()).isEqualTo(TurnOutcome.EXPIRED);
        assertThat(answer(lost).reason()).isEqualTo("NotKnownToBeOver");
        assertThat(service.playbooks().playsOf(over.name).get(1).unsettled()).contains(over.name);
    }

    @Test
    void answersAStopOfATurnThatItNeverGot() {
        var server = new Handed();

        owner.send(Map.of(server.server, server.stop()), later());

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.STOPPED);
    }

    @Test
    void answersATurnWhoseCommandItCannotReadAndDoesNotBeginItLater() {
        var server = new Handed();
        var command = server.configure();

        owner.sendUnreadable(server.server, command, later());

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.FAILED);
        assertThat(answer(server).turn()).isEqualTo(server.turn());
        assertThat(answer(server).failure().type()).endsWith("/dead-letter");
        owner.send(Map.of(server.server, command), later());
        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 2);
        assertThat(owner.answers(server.server).get(1).reason()).isEqualTo("Closed");
        assertThat(service.playbooks().playsOf(server.name)).isEmpty();
    }

    @Test
    void answersATurnThatComesAfterItsStopAndDoesNotBeginIt() {
        var server = new Handed();
        var command = server.configure();
        owner.send(Map.of(server.server, server.stop()), later());
        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.STOPPED);

        owner.send(Map.of(server.server, command), later());

        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 2);
        assertThat(owner.answers(server.server).get(1).turn()).isEqualTo(server.turn());
        assertThat(owner.answers(server.server).get(1).outcome()).isEqualTo(TurnOutcome.FAILED);
        assertThat(service.playbooks().playsOf(server.name)).isEmpty();
    }

    @Test
    void answersATurnThatIsHandedOverAgainAsItDidAndPlaysItOnce() {
        var server = new Handed();
        var first = answerTo(server, server.configure());

        owner.send(Map.of(server.server, server.again(false)), later());

        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 2);
        assertThat(owner.answers(server.server)).containsOnly(first);
        assertThat(service.playbooks().playsOf(server.name)).hasSize(1);
    }

    @Test
    void tellsItsLastAnswerAgainAfterARestore() {
        var server = new Handed();
        answerTo(server, server.configure());
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 2);
        var last = owner.answers(server.server).get(1);

        service.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> service.bean(Resumption.class).resume());

        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 3);
        assertThat(owner.answers(server.server).get(2)).isEqualTo(last);
    }

    @Test
    void takesAwayRolesThatTheServerShallNoLongerHave() {
        var server = new Handed().roles("web", "node_exporter");
        answerTo(server, server.configure());

        server.roles("node_exporter");
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 2);
        server.roles();
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 3);

        assertThat(service.playbooks().playsOf(server.name))
                .extracting(play -> hostOf(play.hosts(), server).removedRoles())
                .containsExactly(List.of(), List.of("web"), List.of("node_exporter"));
    }

    @Test
    void takesARoleAwayThatWasNeverAppliedToItsEnd() {
        var server = new Handed().roles("web");
        service.playbooks().script(server.name, Part.FAIL);
        answerTo(server, server.configure());
        service.playbooks().script(server.name, Part.DO_WELL);

        server.roles("db");
        owner.send(Map.of(server.server, server.configure()), later());

        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(server.name).size() == 2);
        assertThat(hostOf(service.playbooks().playsOf(server.name).get(1).hosts(), server)
                        .removedRoles())
                .containsExactly("web");
    }

    @Test
    void checksWithoutTakingTheRolesForApplied() {
        var server = new Handed();

        var answer = answerTo(server, server.check());
        assertThat(answer.reason()).isEqualTo("Checked");

        server.roles();
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON).until(() -> owner.answers(server.server).size() == 2);
        assertThat(owner.answers(server.server).get(1).reason()).isEqualTo("NoRoles");
    }

    @Test
    void fetchesSecretsAndTellsNobody() {
        var reference = service.bean(SecretStore.class).put("role/shop", SecretValue.of("canary-4711"));
        var users = List.of(Map.of("name", "shop", "password", Map.of("secretRef", reference.toString())));
        var server = new Handed().roles("db").variables(Map.of("db", Map.of("db_users", users)));

        answerTo(server, server.configure());

        var play = service.playbooks().playsOf(server.name).get(0);
        assertThat(hostOf(play.hosts(), server).variables())
                .containsEntry("db_users", List.of(Map.of("name", "shop", "password", "canary-4711")));
        assertThat(play.secrets()).containsExactly("canary-4711");
        assertThat(owner.words()).doesNotContain("canary-4711");
    }

    @Test
    void saysThatASecretIsMissing() {
        var users = List.of(Map.of("name", "shop", "password", Map.of("secretRef", "sealed:role/none#1")));
        var server = new Handed().roles("db").variables(Map.of("db", Map.of("db_users", users)));

        assertThat(answerTo(server, server.configure()).reason()).isEqualTo("SecretMissing");
    }

    @Test
    void waitsForSecretsAsLongAsTheTurnHasTime() {
        var server = withSecret();
        var patient = withSecret();
        whileSecretsAreAway(() -> {
            owner.send(Map.of(server.server, server.configure()), Instant.now().plusSeconds(3));
            assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.EXPIRED);
            owner.send(Map.of(patient.server, patient.configure()), later());
            await().atMost(SOON).until(() -> owner.words().contains("Waiting for secrets"));
        });

        assertThat(answer(patient).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
    }

    private static Handed withSecret() {
        var reference = service.bean(SecretStore.class).put("role/shop", SecretValue.of("canary-4712"));
        var users = List.of(Map.of("name", "shop", "password", Map.of("secretRef", reference.toString())));
        return new Handed().roles("db").variables(Map.of("db", Map.of("db_users", users)));
    }

    private static void whileSecretsAreAway(Runnable meanwhile) {
        var jdbc = service.bean(JdbcTemplate.class);
        jdbc.execute("alter table secrets.sealed_value rename to hidden");
        try {
            meanwhile.run();
        } finally {
            jdbc.execute("alter table secrets.hidden rename to sealed_value");
        }
    }

    @Test
    void givesUpWhenAnsibleBreaksAgainAndAgain() {
        var server = new Handed();
        service.playbooks().script(server.name, Part.BREAK);

        var answer = answerTo(server, server.configure());

        assertThat(answer.reason()).isEqualTo("AnsibleFailed");
        assertThat(service.playbooks().playsOf(server.name)).hasSize(3);
    }

    @Test
    void remembersTheHostKeyThatItHasSeen() {
        var server = new Handed();
        answerTo(server, server.configure());
        owner.send(Map.of(server.server, server.configure()), later());

        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(server.name).size() == 2);
        assertThat(hostOf(service.playbooks().playsOf(server.name).get(1).hosts(), server)
                        .pins())
                .containsExactly(server.server + " ssh-ed25519 AAAA");
    }

    @Test
    void playsAgainWhatAServiceThatStoppedHasBegun() {
        var server = new Handed();
        service.playbooks().script(server.name, Part.HOLD);
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(server.name).size() == 1);

        service.playbooks().script(server.name, Part.HOLD);
        service.restart();
        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(server.name).size() == 2);
        service.playbooks().script(server.name, Part.DO_WELL);

        assertThat(answer(server).outcome()).isEqualTo(TurnOutcome.SUCCEEDED);
        assertThat(owner.answers(server.server)).hasSize(1);
        assertThat(service.playbooks().playsOf(server.name))
                .extracting(Play::unsettled)
                .containsExactly(Set.of(), Set.of(server.name));
        assertThat(owner.log(server.operation))
                .extracting(LogLine::n)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void tellsOnceWhichRolesThereAre() {
        service.restart();

        var published =
                await().atMost(SOON).until(() -> owner.events(RolesPublished.class), events -> !events.isEmpty());

        assertThat(published)
                .singleElement()
                .satisfies(roles -> assertThat(roles.roles())
                        .extracting(RoleDefinition::name)
                        .containsExactly("base", "db", "node_exporter", "was", "web"));
    }

    private static TurnAnswered answerTo(Handed server, ConfigureServer command) {
        owner.send(Map.of(server.server, command), later());
        return answer(server);
    }

    private static TurnAnswered answer(Handed server) {
        return await().atMost(SOON)
                .until(() -> owner.answers(server.server), answers -> !answers.isEmpty())
                .get(0);
    }

    private static List<TurnAnswered> answers(Handed server, int number) {
        return await().atMost(SOON).until(() -> owner.answers(server.server), answers -> answers.size() == number);
    }

    /** Has a turn stopped of which nobody can say whether it goes on. */
    private static void leaveUnsettled(Handed server) {
        service.playbooks().script(server.name, Part.HOLD_AND_VANISH);
        owner.send(Map.of(server.server, server.configure()), later());
        await().atMost(SOON)
                .until(() -> service.playbooks().playsOf(server.name).size() == 1);
        owner.send(Map.of(server.server, server.stop()), later());
        assertThat(answer(server).reason()).isEqualTo("NotKnownToBeOver");
    }

    private static PlayHost hostOf(List<PlayHost> hosts, Handed server) {
        return hosts.stream()
                .collect(toMap(PlayHost::alias, Function.identity()))
                .get(server.name);
    }

    private static Instant later() {
        return Instant.now().plusSeconds(600);
    }
}
