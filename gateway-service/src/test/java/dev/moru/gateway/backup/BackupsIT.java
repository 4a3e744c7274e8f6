package dev.moru.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.BackupTaken;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.Happenings;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupsIT {

    private static final String SERVERS = ApiClient.SERVERS;
    private static final String POLICIES = "/api/v1/projects/default/backup-policies";

    private final Happenings happenings = new Happenings();
    private RunningGateway gateway;
    private EventSource source;
    private ApiClient api;

    @BeforeAll
    void start() {
        var database = RunningGateway.newDatabase();
        var group = "." + database.name();
        gateway = RunningGateway.startOn(
                database,
                "--moru.participants=backup",
                "--spring.cloud.stream.bindings.provisioningEvents-in-0.group=a" + group,
                "--spring.cloud.stream.bindings.configEvents-in-0.group=d" + group,
                "--spring.cloud.stream.bindings.monitoringEvents-in-0.group=e" + group,
                "--spring.cloud.stream.bindings.backupEvents-in-0.group=f" + group,
                "--spring.cloud.stream.bindings.notificationEvents-in-0.group=b" + group,
                "--spring.cloud.stream.bindings.operationLog-in-0.group=c" + group);
        Lab.configure(gateway.client());
        source = new EventSource();
        api = new ApiClient(gateway.client());
    }

    @AfterAll
    void stop() {
        source.close();
        gateway.close();
    }

    @Test
    void keepsAPolicyAsLongAsAServerNamesIt() {
        api.post(POLICIES, """
                {"name": "daily", "schedule": "0 3 * * *", "timeZone": "Asia/Seoul", "retention": {"keepDaily": 7}}""").expectStatus().isCreated();
        api.post(SERVERS, """
                {"name": "kept", "image": "debian-12", "backupPolicy": "daily"}""")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.spec.backupPolicy")
                .isEqualTo("daily")
                .jsonPath("$.steps[3].name")
                .isEqualTo("protect");

        api.delete(POLICIES + "/daily").expectStatus().isEqualTo(409);
        api.post(SERVERS, """
                {"name": "lost", "image": "debian-12", "backupPolicy": "hourly"}""")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/backupPolicy");
    }

    @Test
    void pointsAtWhatIsWrongWithAPolicy() {
        api.post(POLICIES, """
                {"name": "wrong", "schedule": "0 25 * * *", "timeZone": "Moon/Crater", "retention": {"keepLast": -1}}""")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].pointer")
                .value(pointers ->
                        assertThat(pointers).asList().containsExactly("/schedule", "/timeZone", "/retention/keepLast"));
    }

    @Test
    void takesABackupAsATurnOfTheServer() {
        var server = api.newServer("backed-up");

        api.post(server + "/backups")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("server.backup")
                .jsonPath("$.steps[0].name")
                .isEqualTo("backup");
        api.post(server + "/backups", "{\"storageClass\": \"nowhere\"}")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void showsBackupsAndHasTheirOwnerRemoveThem() {
        var server = UUID.fromString(idOf(api.newServer("shown")));
        var backup = taken(server);

        api.get(SERVERS + "/shown/backups")
                .expectBody()
                .jsonPath("$.items[0].id")
                .isEqualTo(backup.toString());
        api.get("/api/v1/projects/default/backups?filter=serverId=" + server)
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1);
        api.delete("/api/v1/backups/" + backup).expectStatus().isAccepted();
        api.delete("/api/v1/backups/" + UUID.randomUUID()).expectStatus().isNotFound();
        api.delete("/api/v1/backups/newest").expectStatus().isNotFound();
        assertThat(gateway.jdbc()
                        .sql("select last_sequence from stream where topic = ? and subject = ?")
                        .params(Topics.BACKUP_COMMANDS, backup.toString())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void showsHowOldTheNewestBackupIsAgainstWhatIsWanted() {
        var server = UUID.fromString(idOf(api.newServer("late")));
        api.get(SERVERS + "/late/recovery-point").expectStatus().isNotFound();

        var point = new RecoveryPoint(server, "late", UUID.randomUUID(), "daily", null, Happenings.TIME);
        tell(server, new RecoveryPointMissed(point));

        await().untilAsserted(() -> api.get(SERVERS + "/late/recovery-point")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.met")
                .isEqualTo(false)
                .jsonPath("$.policy")
                .isEqualTo("daily"));
    }

    @Test
    void putsAServerUnderAPolicyAndTakesItOff() {
        api.post(POLICIES, """
                {"name": "nightly", "schedule": "0 2 * * *", "timeZone": "UTC", "retention": {"keepLast": 3}}""").expectStatus().isCreated();
        api.newServer("changing");

        pointerOf(api.patch(SERVERS + "/changing", "{\"backupPolicy\": \"yearly\"}"), "/backupPolicy");
        api.patch(SERVERS + "/changing", "{\"backupPolicy\": \"nightly\"}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.spec.backupPolicy")
                .isEqualTo("nightly");
        api.delete(POLICIES + "/nightly").expectStatus().isEqualTo(409);
        api.patch(SERVERS + "/changing", "{\"backupPolicy\": \"\"}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.spec.backupPolicy")
                .isEqualTo(null);
        api.delete(POLICIES + "/nightly").expectStatus().isOk();
    }

    @Test
    void showsInAServerHowOldItsNewestBackupIs() {
        api.post(POLICIES, """
                {"name": "hourly", "schedule": "0 * * * *", "timeZone": "UTC", "retention": {"keepLast": 3}}""").expectStatus().isCreated();
        api.post(SERVERS, """
                {"name": "watched", "image": "debian-12", "backupPolicy": "hourly"}""").expectStatus().isAccepted();
        var server = UUID.fromString(idOf(SERVERS + "/watched"));

        var point = new RecoveryPoint(server, "watched", UUID.randomUUID(), "hourly", null, Happenings.TIME);
        tell(server, new RecoveryPointMissed(point));

        await().untilAsserted(() -> api.get(SERVERS + "/watched")
                .expectBody()
                .jsonPath("$.recoveryPoint.met")
                .isEqualTo(false)
                .jsonPath("$.recoveryPoint.wanted")
                .isNotEmpty());
        // What was told of a policy that it is not under any more says nothing.
        api.patch(SERVERS + "/watched", "{\"backupPolicy\": \"\"}").expectStatus().isAccepted();
        api.get(SERVERS + "/watched").expectBody().jsonPath("$.recoveryPoint").isEmpty();
    }

    @Test
    void removesTheBackupsOfAServerWithItWhenAskedTo() {
        api.newServer("leaving");
        pointerOf(api.delete(SERVERS + "/leaving?backups=maybe"), "?backups");

        api.delete(SERVERS + "/leaving?backups=delete").expectStatus().isAccepted();

        assertThat(command("leaving", "server.delete")).contains("\"backups\": \"delete\"");
    }

    private UUID taken(UUID server) {
        var id = UUID.randomUUID();
        var archive = new BackupArchive("local", "dir", "local:backup/vzdump-qemu-2001.vma.zst", "lab1", 1024);
        tell(
                id,
                new BackupTaken(new Backup(
                        id,
                        BackupState.AVAILABLE,
                        server,
                        "shown",
                        "default",
                        "lab",
                        UUID.randomUUID(),
                        null,
                        null,
                        archive,
                        Happenings.spec("shown", 2),
                        true,
                        Happenings.TIME,
                        Happenings.TIME,
                        null,
                        null,
                        null,
                        1)));
        await().untilAsserted(
                        () -> api.get("/api/v1/backups/" + id).expectStatus().isOk());
        return id;
    }

    private static void pointerOf(WebTestClient.ResponseSpec answer, String pointer) {
        answer.expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[0].pointer")
                .isEqualTo(pointer);
    }

    /** What its owner is told. */
    private String command(String target, String kind) {
        return gateway.jdbc()
                .sql("select request ->> 'body' from operation where target_name = ? and kind = ?")
                .params(target, kind)
                .query(String.class)
                .single();
    }

    private void tell(UUID subject, Event event) {
        source.publish(happenings.event(Topics.BACKUP_EVENTS, subject.toString(), event, MessageContext.NONE));
    }

    private String idOf(String path) {
        var name = path.substring(path.lastIndexOf('/') + 1);
        return gateway.jdbc()
                .sql("select id::text from head where name = ?")
                .param(name)
                .query(String.class)
                .single();
    }
}
