package dev.moru.monitoring;

import static dev.moru.monitoring.AlertGroups.firing;
import static dev.moru.monitoring.AlertGroups.resolved;
import static dev.moru.monitoring.RunningService.ALERTS_TOKEN;
import static dev.moru.monitoring.RunningService.DISCOVERY_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Message;
import dev.moru.contracts.Topics;
import dev.moru.contracts.alert.AcknowledgeAlert;
import dev.moru.contracts.alert.Alert;
import dev.moru.contracts.alert.AlertAcknowledged;
import dev.moru.contracts.alert.AlertFired;
import dev.moru.contracts.alert.AlertResolved;
import dev.moru.contracts.alert.AlertSilenceFailed;
import dev.moru.contracts.alert.AlertSilenced;
import dev.moru.contracts.alert.SilenceAlert;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.contracts.site.ConfigurationKind;
import dev.moru.contracts.site.RemoveConfiguration;
import dev.moru.contracts.turn.GuestAccess;
import dev.moru.contracts.turn.HandedTurn;
import dev.moru.contracts.turn.TurnAnswered;
import dev.moru.contracts.turn.TurnOutcome;
import dev.moru.contracts.turn.WatchServer;
import dev.moru.durable.FailPoint;
import dev.moru.durable.MessageContext;
import dev.moru.durable.epoch.Resumption;
import dev.moru.embedded.testing.SharedStores;
import dev.moru.monitoring.alert.Alerts;
import dev.moru.monitoring.alert.SilenceWish;
import dev.moru.monitoring.alert.Silencer;
import dev.moru.secrets.SecretStore;
import dev.moru.service.testing.Spine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class MonitoringServiceIT {

    private static final String NOON = "2026-03-01T12:00:00.123456789Z";

    @TempDir
    private static Path directory;

    private static RunningService service;
    private static Spine spine;
    private static PrometheusThatHasSeen prometheus;
    private static AlertmanagerThatSilences alertmanager;

    private final UUID server = UUID.randomUUID();
    private final String name = "web-" + server.toString().substring(0, 8);
    private final String fingerprint = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        prometheus = new PrometheusThatHasSeen();
        alertmanager = new AlertmanagerThatSilences();
        service = RunningService.start(directory, prometheus.url(), alertmanager.url());
        spine = new Spine(SharedStores.kafka().bootstrapServers(), Topics.MONITORING_EVENTS);
    }

    @AfterAll
    static void stop() {
        spine.close();
        service.close();
        prometheus.close();
        alertmanager.close();
    }

    @AfterEach
    void disarm() {
        FailPoint.disarmAll();
    }

    @Test
    void listsAServerFromWhenItIsReadyUntilItIsGone() {
        tell(ServerPhase.CREATING, "running", 1);
        tell(ServerPhase.READY, "running", 2);

        eventually(() -> assertThat(discovered())
                .contains(
                        "\"targets\":[\"10.10.0.14:9100\"]",
                        "\"project\":\"shop\"",
                        "\"site\":\"lab\"",
                        "\"server\":\"" + name + "\"",
                        "\"server_id\":\"" + server + "\"",
                        "\"node\":\"lab2\"",
                        "\"simulated\":\"true\""));

        event(server, Servers.deleted(server, name, 3), MessageContext.NONE);

        eventually(() -> assertThat(discovered()).doesNotContain(server.toString()));
    }

    @Test
    void watchesAServerWhenItIsItsTurnAndHandsTheTurnBack() {
        var turn = new HandedTurn(3, UUID.randomUUID(), "watch", 7);
        var snapshot = Servers.snapshot(server, name, ServerPhase.CREATING, false);
        var access = new GuestAccess("ssh", "10.10.0.14", "moru", null);

        command(
                server,
                new WatchServer(turn, snapshot, access),
                MessageContext.NONE.expiringAt(Instant.now().plusSeconds(60)));

        eventually(() -> assertThat(spine.heard(TurnAnswered.class))
                .filteredOn(answer -> answer.turn().equals(turn))
                .singleElement()
                .returns(TurnOutcome.SUCCEEDED, TurnAnswered::outcome)
                .returns("Scraped", TurnAnswered::reason)
                .returns(7L, TurnAnswered::nextLine));
        assertThat(discovered()).contains(server.toString(), "\"roles\":\"web,db\"");

        service.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> service.bean(Resumption.class).resume());

        eventually(() -> assertThat(spine.heard(TurnAnswered.class))
                .filteredOn(answer -> answer.turn().equals(turn))
                .as("told again after a restore")
                .hasSize(2));
    }

    @Test
    void goesOnListingAServerThatWasStopped() {
        tell(ServerPhase.READY, "running", 1);
        eventually(() -> assertThat(discovered()).contains(server.toString()));
        var active = active();

        tell(ServerPhase.STOPPED, "stopped", 2);

        eventually(() -> assertThat(active()).isEqualTo(active - 1));
        assertThat(discovered()).contains(server.toString());
    }

    @Test
    void letsInWhoShowsTheTokenOfWhatIsCalledAndNobodyElse() {
        assertThat(service.discover(DISCOVERY_TOKEN).statusCode()).isEqualTo(200);
        assertThat(service.discover(ALERTS_TOKEN).statusCode()).isEqualTo(401);
        assertThat(service.report(DISCOVERY_TOKEN, "{}").statusCode()).isEqualTo(401);
        assertThat(service.get("/sd/prometheus").statusCode()).isEqualTo(401);
        assertThat(service.get("/hooks/alertmanager").statusCode()).isEqualTo(401);
        assertThat(service.get("/sd/prometheus/").statusCode()).isEqualTo(404);
        assertThat(service.get("/").statusCode()).isEqualTo(404);
        assertThat(service.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
    }

    @Test
    void turnsEachAlertOfAGroupIntoAnEventOfItsOwn() {
        // Beyond what a web server takes by default.
        var group = IntStream.range(0, 1_000).mapToObj(n -> fingerprint + n).toList();

        report(firing(group, NOON));

        eventually(() -> assertThat(fired())
                .filteredOn(alert -> group.contains(alert.fingerprint()))
                .hasSize(1_000)
                .allSatisfy(alert -> assertThat(alert.project()).isEqualTo("shop")));
    }

    @Test
    void tellsAGroupThatComesTwiceOrOutOfOrderOnce() {
        var group = List.of(fingerprint, fingerprint + "-other");
        report(firing(group, NOON));
        report(firing(group, NOON));
        report(resolved(group, NOON));
        report(firing(group, NOON));
        report(resolved(group, NOON));

        eventually(() -> assertThat(of(group, ended())).hasSize(2));
        assertThat(of(group, fired())).hasSize(2);
        assertThat(of(group, ended())).hasSize(2);
    }

    @Test
    void tellsAGroupOnceThatSeveralAlertmanagersSendAtATime() {
        var group = List.of(fingerprint, fingerprint + "-other");

        var reports = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.runAsync(() -> report(firing(group, NOON))))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(reports).join();

        eventually(() -> assertThat(of(group, fired())).hasSize(2));
        report(resolved(group, NOON));
        eventually(() -> assertThat(of(group, ended())).hasSize(2));
        assertThat(of(group, fired())).hasSize(2);
    }

    @Test
    void tellsAnAlertAgainThatGoesOnLongAfterItsEnd() {
        var group = List.of(fingerprint);
        report(firing(group, NOON));
        report(resolved(group, NOON));
        service.ageAlerts();

        report(firing(group, NOON));

        eventually(() -> assertThat(of(group, fired()))
                .hasSize(2)
                .extracting(Alert::id)
                .hasSize(2)
                .containsOnly(of(group, ended()).get(0).id()));
    }

    @Test
    void notesWhoSeesToAnAlert() {
        var alert = anAlert();

        command(alert.id(), new AcknowledgeAlert("on it"), MessageContext.NONE.withActor("user:ops"));

        eventually(() -> assertThat(spine.heard(AlertAcknowledged.class)
                        .map(AlertAcknowledged::alert)
                        .filter(each -> each.id().equals(alert.id())))
                .singleElement()
                .satisfies(seen -> assertThat(seen.acknowledgement().by()).isEqualTo("user:ops")));
        report(AlertGroups.resolved(List.of(fingerprint), NOON));
        eventually(() -> assertThat(of(List.of(fingerprint), ended()))
                .singleElement()
                .satisfies(end -> assertThat(end.acknowledgement().comment()).isEqualTo("on it")));
    }

    @Test
    void tellsTheEndOfASilencedAlertThoughNobodyReportsIt() {
        var alert = anAlert();
        alertmanager.has(fingerprint);
        var until = Instant.now().plusSeconds(3600);

        command(alert.id(), new SilenceAlert(until, "known"), MessageContext.NONE.withActor("user:ops"));

        eventually(() -> assertThat(spine.heard(AlertSilenced.class)
                        .map(AlertSilenced::alert)
                        .filter(each -> each.id().equals(alert.id())))
                .singleElement()
                .satisfies(silent -> assertThat(silent.silence().by()).isEqualTo("user:ops")));
        assertThat(of(List.of(fingerprint), ended())).isEmpty();
        alertmanager.hasNoLonger(fingerprint);
        eventually(() -> assertThat(of(List.of(fingerprint), ended())).hasSize(1));
    }

    @Test
    void silencesOnceThoughItDiedBetweenTheCallAndItsResult() {
        var alert = anAlert();
        alertmanager.has(fingerprint);
        var wish = new SilenceWish(
                UUID.randomUUID(),
                alert.id(),
                "user:ops",
                "twice",
                Instant.now().plusSeconds(3600),
                Instant.now());
        var silencer = service.bean(Silencer.class);

        silencer.silence(alert, wish);
        silencer.silence(alert, wish);

        assertThat(alertmanager.comments())
                .filteredOn(comment -> comment.startsWith("twice"))
                .hasSize(1);
    }

    @Test
    void saysThatAnAlertThatIsOverCannotBeSilenced() {
        var alert = anAlert();
        report(AlertGroups.resolved(List.of(fingerprint), NOON));
        eventually(() -> assertThat(of(List.of(fingerprint), ended())).hasSize(1));

        command(alert.id(), new SilenceAlert(Instant.now().plusSeconds(60), ""), MessageContext.NONE);

        eventually(() -> assertThat(spine.heard(AlertSilenceFailed.class)
                        .filter(failed -> failed.alert().id().equals(alert.id())))
                .singleElement()
                .returns("it is over", AlertSilenceFailed::reason));
    }

    private Alert anAlert() {
        report(AlertGroups.firing(List.of(fingerprint), NOON));
        eventually(() -> assertThat(of(List.of(fingerprint), fired())).hasSize(1));
        return of(List.of(fingerprint), fired()).get(0);
    }

    @Test
    void forgetsWhatEndedLongAgoAndNothingElse() {
        var ended = fingerprint + "-ended";
        report(firing(List.of(fingerprint, ended), NOON));
        report(resolved(List.of(ended), NOON));
        service.ageAlerts();

        service.bean(TransactionTemplate.class)
                .executeWithoutResult(status -> service.bean(Alerts.class).forget(Duration.ofHours(1), 10_000));

        assertThat(service.bean(JdbcClient.class)
                        .sql("select fingerprint from alert where fingerprint like ?")
                        .param(fingerprint + "%")
                        .query(String.class)
                        .list())
                .containsExactly(fingerprint);
    }

    @Test
    void storesNothingOfAReportThatItDiesInAndAllOfOneThatItDiesAfter() {
        var group = List.of(fingerprint);
        FailPoint.arm("alerts.before-commit");
        assertThat(service.report(ALERTS_TOKEN, firing(group, NOON)).statusCode())
                .isEqualTo(500);
        assertThat(of(group, fired())).isEmpty();

        FailPoint.arm("alerts.after-commit");
        assertThat(service.report(ALERTS_TOKEN, firing(group, NOON)).statusCode())
                .isEqualTo(500);
        report(firing(group, NOON));

        report(resolved(group, NOON));
        eventually(() -> assertThat(of(group, ended())).hasSize(1));
        assertThat(of(group, fired())).hasSize(1);
    }

    @Test
    void asksForAReportAgainWhenTheDatabaseDoesNotTakeIt() {
        var group = List.of(fingerprint);

        service.bean(TransactionTemplate.class).executeWithoutResult(status -> {
            service.bean(JdbcClient.class).sql("lock table alert").update();
            assertThat(service.report(ALERTS_TOKEN, firing(group, NOON)).statusCode())
                    .isEqualTo(503);
        });

        report(firing(group, NOON));
        eventually(() -> assertThat(of(group, fired())).hasSize(1));
    }

    @Test
    void refusesWhatIsNoReport() {
        assertThat(service.report(ALERTS_TOKEN, "hello").statusCode()).isEqualTo(400);
        assertThat(service.report(ALERTS_TOKEN, "{\"alerts\": [{}]}").statusCode())
                .isEqualTo(204);
    }

    @Test
    void showsTheFiguresOfAClusterAsLongAsItIsASite() {
        var site = UUID.randomUUID();
        var siteName = "dc-" + site.toString().substring(0, 8);
        try (var lab = new MonitoredLab(directory.resolve("lab"))) {
            command(site, lab.asSite(site, siteName, 1, service.bean(SecretStore.class)), MessageContext.NONE);

            eventually(() -> assertThat(metrics())
                    .contains(
                            "proxmox_site_reachable{site=\"" + siteName + "\"} 1.0",
                            "proxmox_node_status{node=\"lab1\",site=\"" + siteName + "\"} 1.0")
                    .containsPattern("proxmox_vm_status\\{[^}]*site=\"" + siteName + "\"[^}]*vmid=\"101\"} [01].0")
                    .containsPattern("proxmox_storage_usage\\{[^}]*site=\"" + siteName + "\"[^}]*} 0\\.\\d+")
                    .containsPattern("proxmox_certificate_end_timestamp_seconds\\{[^}]*site=\"" + siteName + "\""));
        }

        eventually(() -> assertThat(metrics())
                .contains("proxmox_site_reachable{site=\"" + siteName + "\"} 0.0")
                .doesNotContainPattern("proxmox_node_status\\{[^}]*site=\"" + siteName + "\""));

        command(site, new RemoveConfiguration(ConfigurationKind.SITE, site, siteName, 2), MessageContext.NONE);

        eventually(() -> assertThat(metrics()).doesNotContain(siteName));
    }

    private void tell(ServerPhase phase, String power, long revision) {
        event(server, Servers.observed(server, name, phase, power, revision), MessageContext.NONE);
    }

    private static void command(UUID subject, Message command, MessageContext context) {
        spine.send(Topics.MONITORING_COMMANDS, "/moru/gateway", subject, command, context);
    }

    private static void event(UUID subject, Message event, MessageContext context) {
        spine.send(Topics.PROVISIONING_EVENTS, "/moru/provisioning", subject, event, context);
    }

    private static String discovered() {
        return service.discover(DISCOVERY_TOKEN).body();
    }

    private static String metrics() {
        return service.get("/actuator/prometheus").body();
    }

    private static double active() {
        return metrics()
                .lines()
                .filter(line -> line.startsWith("active_servers "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
                .findFirst()
                .orElseThrow();
    }

    private static void report(String group) {
        assertThat(service.report(ALERTS_TOKEN, group).statusCode()).isEqualTo(204);
    }

    private static List<Alert> fired() {
        return spine.heard(AlertFired.class).map(AlertFired::alert).toList();
    }

    private static List<Alert> ended() {
        return spine.heard(AlertResolved.class).map(AlertResolved::alert).toList();
    }

    private static List<Alert> of(List<String> fingerprints, List<Alert> alerts) {
        return alerts.stream()
                .filter(alert -> fingerprints.contains(alert.fingerprint()))
                .toList();
    }

    private static void eventually(Runnable assertion) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(assertion::run);
    }
}
