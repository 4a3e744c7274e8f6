package dev.moru.cli;

import static dev.moru.cli.FakeGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BackupCommandsTest {

    private static final String PROJECT = "/api/v1/projects/default";
    private static final String BACKUP = """
            {"id": "0192-bk", "state": "AVAILABLE", "server": "web-01", "policy": null, "takenAt": "2026-03-01T11:59:50Z",
             "archive": {"storage": "local", "volume": "local:backup/vzdump-qemu-2001.vma.zst", "sizeBytes": 1024}}""";

    @RegisterExtension
    private final Scene scene = new Scene();

    @Test
    void takesListsAndRemovesBackups() {
        scene.gateway()
                .on("POST " + PROJECT + "/servers/web-01/backups", json(202, Samples.operation("ACCEPTED")))
                .on("GET " + PROJECT + "/servers/web-01/backups", json(200, Samples.list(BACKUP)))
                .on("DELETE /api/v1/backups/0192-bk", json(202, BACKUP));

        assertThat(scene.moru().run("backup", "create", "web-01", "--storage-class", "nas"))
                .isZero();
        assertThat(scene.gateway().only("POST").body()).isEqualTo("{\"storageClass\":\"nas\"}");
        assertThat(scene.moru().run("backup", "list", "web-01")).isZero();
        assertThat(scene.moru().out()).contains("0192-bk", "AVAILABLE", "local");
        assertThat(scene.moru().run("backup", "delete", "0192-bk", "--yes")).isZero();
        assertThat(scene.gateway().requests("DELETE")).hasSize(1);
    }

    @Test
    void restoresToANewServerOrOverTheOldOne() {
        scene.gateway().on("POST /api/v1/backups/0192-bk:restore", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru()
                        .run("backup", "restore", "0192-bk", "--new", "web-02", "--storage-class", "fast", "--start"))
                .isZero();
        assertThat(scene.moru().run("backup", "restore", "0192-bk", "--in-place"))
                .isEqualTo(2);
        assertThat(scene.moru().err()).contains("say yes with --yes");
        assertThat(scene.moru().run("backup", "restore", "0192-bk", "--in-place", "--yes"))
                .isZero();
        assertThat(scene.gateway().requests("POST"))
                .extracting(FakeGateway.Request::body)
                .containsExactly(
                        "{\"target\":\"new\",\"name\":\"web-02\",\"storageClass\":\"fast\",\"start\":true}",
                        "{\"target\":\"inPlace\"}");
    }

    @Test
    void wantsToKnowWhereABackupIsToGo() {
        assertThat(scene.moru().run("backup", "restore", "0192-bk")).isEqualTo(2);
        assertThat(scene.moru().run("backup", "restore", "0192-bk", "--new", "web-02", "--in-place"))
                .isEqualTo(2);
        assertThat(scene.gateway().requests()).isEmpty();
    }

    @Test
    void triesABackup() {
        scene.gateway().on("POST /api/v1/backups/0192-bk:verify", json(202, Samples.operation("ACCEPTED")));

        assertThat(scene.moru().run("backup", "verify", "0192-bk")).isZero();
        assertThat(scene.gateway().requests("POST")).hasSize(1);
    }

    @Test
    void addsAPolicyToTheProject() {
        scene.gateway().on("POST " + PROJECT + "/backup-policies", json(201, "{\"name\": \"daily\", \"revision\": 1}"));

        var code = scene.moru()
                .run(
                        "backup-policy",
                        "add",
                        "daily",
                        "--schedule",
                        "0 3 * * *",
                        "--time-zone",
                        "Asia/Seoul",
                        "--keep-daily",
                        "7");

        assertThat(code).isZero();
        assertThat(scene.gateway().only("POST").body())
                .isEqualTo("{\"name\":\"daily\",\"schedule\":\"0 3 * * *\",\"timeZone\":\"Asia/Seoul\","
                        + "\"retention\":{\"keepDaily\":7}}");
    }
}
