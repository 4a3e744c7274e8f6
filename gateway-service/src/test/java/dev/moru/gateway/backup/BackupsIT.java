package dev.moru.gateway.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.Event;
import dev.moru.contracts.Topics;
import dev.moru.contracts.backup.Backup;
import dev.moru.contracts.backup.BackupArchive;
import dev.moru.contracts.backup.BackupState;
import dev.moru.contracts.backup.BackupTaken;
import dev.moru.contracts.backup.BackupVerification;
import dev.moru.contracts.backup.RecoveryPoint;
import dev.moru.contracts.backup.RecoveryPointMissed;
import dev.moru.durable.MessageContext;
import dev.moru.gateway.ApiClient;
import dev.moru.gateway.Lab;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.Happenings;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
                {"name": "wrong", "schedule": "daily", "timeZone": "Moon/Crater", "retention": {"keepLast": -1}}""")
                .expectStatus()
                .isEqualTo(422)
                .expectBody()
                .jsonPath("$.errors[*].pointer")
                .value(pointers -> assertThat(pointers)
                        .asList()
                        .containsExactlyInAnyOrder("/schedule", "/timeZone", "/retention/keepLast"));
    }

    @Test
    void changesNoPolicyToAScheduleThatNobodyCanKeep() {
        api.post(POLICIES, """
                {"name": "kept", "schedule": "@daily"}""").expectStatus().isCreated();

        pointerOf(api.patch(POLICIES + "/kept", "{\"schedule\": \"0 25 * * *\"}"), "/schedule");
        pointerOf(api.patch(POLICIES + "/kept", "{\"schedule\": \"0 0 30 2 *\"}"), "/schedule");
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
        var backup = taken(server, "shown");

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
    void bringsABackupToANewServer() {
        var backup = taken(idOfNew("source"), "source");

        restore(backup, "{\"target\": \"new\", \"name\": \"copy\", \"start\": true}")
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("server.restore")
                .jsonPath("$.target.name")
                .isEqualTo("copy")
                .jsonPath("$.steps[*].name")
                .isEqualTo(List.of("locate", "reserve", "restore", "boot", "protect"))
                .jsonPath("$.spec.cores")
                .isEqualTo(2);

        api.get(SERVERS + "/copy").expectStatus().isOk();
        assertThat(command("copy", "server.restore"))
                .contains("\"target\": \"new\"", "\"start\": true", "\"backup\": \"" + backup + "\"");
        restore(backup, "{\"target\": \"new\"}")
                .expectStatus()
                .isEqualTo(409)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/name-taken")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/name");
    }

    @Test
    void answersTheSameRestoreOnce() {
        var backup = taken(idOfNew("once"), "once");
        var body = "{\"target\": \"new\", \"name\": \"once-more\"}";

        restore(backup, body, "Idempotency-Key", "restore-1").expectStatus().isAccepted();
        restore(backup, body, "Idempotency-Key", "restore-1").expectStatus().isAccepted();
        restore(backup, "{\"target\": \"inPlace\"}", "Idempotency-Key", "restore-1")
                .expectStatus()
                .isEqualTo(422);

        assertThat(gateway.jdbc()
                        .sql("select count(*) from operation where target_name = 'once-more'")
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void onlyTellsWhatARestoreWouldDo() {
        var backup = taken(idOfNew("asked"), "asked");

        api.post(
                        "/api/v1/backups/" + backup + ":restore?validateOnly=true",
                        "{\"target\": \"new\", \"name\": \"never\"}")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.spec.name")
                .isEqualTo("never");

        api.get(SERVERS + "/never").expectStatus().isNotFound();
    }

    @Test
    void overwritesAServerInItsTurn() {
        var backup = taken(idOfNew("broken"), "broken");

        restore(backup, "{\"target\": \"inPlace\"}")
                .expectStatus()
                .isAccepted()
                .expectHeader()
                .valueEquals("ETag", "\"2\"")
                .expectBody()
                .jsonPath("$.steps[*].name")
                .isEqualTo(List.of("locate", "stop", "restore"))
                .jsonPath("$.target.name")
                .isEqualTo("broken")
                .jsonPath("$.spec.name")
                .isEqualTo("broken")
                .jsonPath("$.spec.cores")
                .isEqualTo(2)
                .jsonPath("$.spec.image")
                .isEqualTo("debian-12");

        assertThat(command("broken", "server.restore")).contains("\"target\": \"inPlace\"", "\"start\": false");
        assertThat(gateway.jdbc()
                        .sql("select open_operations from head where name = 'broken'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void overwritesNoServerThatIsProtectedOrGoing() {
        var server = idOfNew("guarded");
        var backup = taken(server, "guarded");
        api.patch(SERVERS + "/guarded", "{\"protected\": true}").expectStatus().isAccepted();
        problemOf(restore(backup, "{\"target\": \"inPlace\"}"), 409, "protected");

        api.patch(SERVERS + "/guarded", "{\"protected\": false}").expectStatus().isAccepted();
        api.delete(SERVERS + "/guarded").expectStatus().isAccepted();
        problemOf(restore(backup, "{\"target\": \"inPlace\"}"), 409, "being-deleted");

        var orphan = taken(UUID.randomUUID(), "long-gone");
        problemOf(restore(orphan, "{\"target\": \"inPlace\"}"), 422, "unknown-reference")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("/target");
        restore(orphan, "{\"target\": \"new\"}").expectStatus().isAccepted();
    }

    @Test
    void bringsNothingBackOfWhatIsNotThere() {
        var server = idOfNew("unlucky");
        var running = told(server, "unlucky", BackupState.RUNNING, null);
        var removed = told(server, "unlucky", BackupState.REMOVED, null);
        var failed = told(server, "unlucky", BackupState.FAILED, null);

        problemOf(restore(running, "{\"target\": \"inPlace\"}"), 409, "backup-running");
        problemOf(restore(removed, "{\"target\": \"inPlace\"}"), 409, "backup-unavailable");
        problemOf(restore(failed, "{\"target\": \"new\", \"name\": \"luckier\"}"), 409, "backup-unavailable");
        problemOf(verify(removed), 409, "backup-unavailable");
        verify(UUID.randomUUID()).expectStatus().isNotFound();
    }

    @Test
    void pointsAtWhatIsWrongWithARestore() {
        var backup = taken(idOfNew("asking"), "asking");

        pointerOf(restore(backup, "{}"), "/target");
        pointerOf(restore(backup, "{\"target\": \"new\", \"name\": \"No Name\"}"), "/name");
        pointerOf(restore(backup, "{\"target\": \"inPlace\", \"name\": \"other\"}"), "/name");
        pointerOf(restore(backup, "{\"target\": \"inPlace\", \"storageClass\": \"nowhere\"}"), "/storageClass");
        restore(backup, "{\"target\": \"elsewhere\"}").expectStatus().isBadRequest();
    }

    @Test
    void triesABackupOnAMachineOfItsOwn() {
        var backup = taken(idOfNew("tried"), "tried");

        verify(backup)
                .expectStatus()
                .isAccepted()
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("backup.verify")
                .jsonPath("$.target.kind")
                .isEqualTo("backup")
                .jsonPath("$.target.id")
                .isEqualTo(backup.toString())
                .jsonPath("$.steps[5].name")
                .isEqualTo("destroy");

        assertThat(gateway.jdbc()
                        .sql("select subject from operation where target_id = ?")
                        .param(backup)
                        .query(String.class)
                        .single())
                .isNotEqualTo(backup.toString());
        assertThat(command("tried", "backup.verify")).contains("\"backup\": \"" + backup + "\"");
    }

    @Test
    void findsTheBackupsThatAreKnownToBeGood() {
        var server = idOfNew("proven");
        var good = told(server, "proven", BackupState.AVAILABLE, true);
        told(server, "proven", BackupState.AVAILABLE, false);
        told(server, "proven", BackupState.AVAILABLE, null);

        api.get(SERVERS + "/proven/backups?filter=verified=true")
                .expectBody()
                .jsonPath("$.items[*].id")
                .isEqualTo(good.toString())
                .jsonPath("$.items[0].verification.passed")
                .isEqualTo(true);
        api.get(SERVERS + "/proven/backups?filter=verified=false")
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }

    @Test
    void triesOnceMoreWhatHasFailed() {
        var server = idOfNew("again");
        var backup = taken(server, "again");
        restore(backup, "{\"target\": \"new\", \"name\": \"again-2\"}")
                .expectStatus()
                .isAccepted();
        verify(backup).expectStatus().isAccepted();
        gateway.jdbc()
                .sql("update head set gone_at = now() where name = 'again-2'")
                .update();
        gateway.jdbc()
                .sql("update operation set state = 'FAILED', document = document || '{\"state\": \"FAILED\"}'"
                        + " where target_name = 'again-2' or target_id = ?")
                .param(backup)
                .update();

        for (var operation : operations("again-2", backup)) {
            api.post("/api/v1/operations/" + operation + ":retry")
                    .expectStatus()
                    .isAccepted()
                    .expectBody()
                    .jsonPath("$.retryOf")
                    .isEqualTo(operation);
        }
        assertThat(operations("again-2", backup)).hasSize(4);
        assertThat(gateway.jdbc()
                        .sql("select count(distinct subject) from operation where target_id = ?")
                        .param(backup)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        api.get(SERVERS + "/again-2").expectStatus().isOk();
    }

    private List<String> operations(String server, UUID backup) {
        return gateway.jdbc()
                .sql("select id::text from operation where target_name = ? or target_id = ?")
                .params(server, backup)
                .query(String.class)
                .list();
    }

    @Test
    void removesTheBackupsOfAServerWithItWhenAskedTo() {
        api.newServer("leaving");
        pointerOf(api.delete(SERVERS + "/leaving?backups=maybe"), "?backups");

        api.delete(SERVERS + "/leaving?backups=delete").expectStatus().isAccepted();

        assertThat(command("leaving", "server.delete")).contains("\"backups\": \"delete\"");
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
        api.patch(SERVERS + "/watched", "{\"backupPolicy\": \"\"}")
                .expectStatus()
                .isAccepted();
        api.get(SERVERS + "/watched").expectBody().jsonPath("$.recoveryPoint").isEmpty();
    }

    private WebTestClient.ResponseSpec restore(UUID backup, String body, String... headers) {
        return api.post("/api/v1/backups/" + backup + ":restore", body, headers);
    }

    private WebTestClient.ResponseSpec verify(UUID backup) {
        return api.post("/api/v1/backups/" + backup + ":verify");
    }

    private static WebTestClient.BodyContentSpec problemOf(WebTestClient.ResponseSpec answer, int status, String type) {
        return answer.expectStatus()
                .isEqualTo(status)
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/" + type);
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

    private UUID idOfNew(String name) {
        return UUID.fromString(idOf(api.newServer(name)));
    }

    private UUID taken(UUID server, String name) {
        return told(server, name, BackupState.AVAILABLE, null);
    }

    private UUID told(UUID server, String name, BackupState state, @Nullable Boolean verified) {
        var id = UUID.randomUUID();
        var archive = new BackupArchive("local", "dir", "local:backup/vzdump-qemu-2001.vma.zst", "lab1", 1024);
        var verification =
                verified == null ? null : new BackupVerification(verified, Happenings.TIME, UUID.randomUUID(), "");
        tell(
                id,
                new BackupTaken(new Backup(
                        id,
                        state,
                        server,
                        name,
                        "default",
                        "lab",
                        UUID.randomUUID(),
                        null,
                        null,
                        archive,
                        Happenings.spec(name, 2),
                        true,
                        Happenings.TIME,
                        Happenings.TIME,
                        null,
                        null,
                        verification,
                        1)));
        await().untilAsserted(
                        () -> api.get("/api/v1/backups/" + id).expectStatus().isOk());
        return id;
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
