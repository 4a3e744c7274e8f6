package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class BackupTest {

    private static final String VM = "/nodes/lab1/qemu/200";
    private static final String CONTENT = "/nodes/lab1/storage/local/content";

    @TempDir
    Path directory;

    Lab lab;
    LabClient root;

    @BeforeEach
    void start() {
        open(Duration.ofMillis(40));
        assertThat(root.task(root.post(
                        "/nodes/lab1/qemu/9000/clone", "newid", "200", "name", "web", "description", "mark of 200")))
                .isEqualTo("OK");
    }

    private void open(Duration cloneDuration) {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(cloneDuration));
        root = LabClient.root(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private String backUp(String... more) {
        var form = new ArrayList<>(List.of("vmid", "200", "storage", "local", "compress", "zstd", "mode", "snapshot"));
        form.addAll(List.of(more));
        return root.task(root.post("/nodes/lab1/vzdump", form.toArray(String[]::new)));
    }

    private List<JsonNode> backups() {
        return root.get(CONTENT + "?content=backup&vmid=200")
                .ok()
                .data()
                .valueStream()
                .toList();
    }

    private String onlyBackup() {
        return backups().get(0).path("volid").asString();
    }

    private static String path(String volume) {
        return CONTENT + "/" + URLEncoder.encode(volume, StandardCharsets.UTF_8);
    }

    private String option(String vmid, String name) {
        return root.get("/nodes/lab1/qemu/" + vmid + "/config")
                .data()
                .path(name)
                .asString();
    }

    @Test
    void takesABackupWithNotesAndLocksTheVmMeanwhile() {
        lab.close();
        open(Duration.ofMillis(500));
        var running = root.post(
                "/nodes/lab1/vzdump",
                "vmid",
                "200",
                "storage",
                "local",
                "compress",
                "zstd",
                "remove",
                "0",
                "notes-template",
                "{{guestname}} on {{node}}\\nmoru: x");
        await().until(() -> option("200", "lock").equals("backup"));
        assertThat(root.put(VM + "/config", "cores", "2").reason()).isEqualTo("VM is locked (backup)");
        assertThat(root.task(running)).isEqualTo("OK");

        var backup = backups().get(0);
        assertThat(backup.path("volid").asString())
                .matches("local:backup/vzdump-qemu-200-\\d{4}_\\d\\d_\\d\\d-\\d\\d_\\d\\d_\\d\\d\\.vma\\.zst");
        assertThat(backup.path("notes").asString()).isEqualTo("web on lab1\nmoru: x");
        assertThat(backup.path("size").asLong()).isPositive();
        assertThat(option("200", "lock")).isEmpty();
        assertThat(root.effects()).endsWith("backup.created 200");
        assertThat(root.raw("GET", "/lab/state").json().path("backups")).hasSize(1);
    }

    @Test
    void goesOnWithTheOthersWhenOneVmCannotBeBackedUp() {
        var ended = root.task(root.post("/nodes/lab1/vzdump", "vmid", "999,200", "storage", "local", "remove", "0"));

        assertThat(ended).isEqualTo("job errors");
        assertThat(backups()).hasSize(1);
    }

    @Test
    void leavesNeitherLockNorArchiveWhenTheStorageIsFull() {
        root.raw("PUT", "/lab/faults", "[{\"name\": \"storage-full\", \"target\": \"local\"}]");

        assertThat(backUp()).isEqualTo("job errors");

        root.raw("DELETE", "/lab/faults");
        assertThat(backups()).isEmpty();
        assertThat(option("200", "lock")).isEmpty();
        assertThat(backUp()).isEqualTo("OK");
    }

    @Test
    void countsBackupsIntoTheSpaceOfTheirStorage() {
        var before =
                root.get("/nodes/lab1/storage/local/status").data().path("used").asLong();
        backUp();
        var after =
                root.get("/nodes/lab1/storage/local/status").data().path("used").asLong();

        assertThat(after - before).isEqualTo(backups().get(0).path("used").asLong());
        assertThat(root.task(root.delete(path(onlyBackup())))).isEqualTo("OK");
        assertThat(root.get("/nodes/lab1/storage/local/status")
                        .data()
                        .path("used")
                        .asLong())
                .isEqualTo(before);
        assertThat(root.effects()).endsWith("backup.removed 200");
    }

    @Test
    void restoresToANewIdWithItsConfigAndAnotherMark() {
        root.put(VM + "/config", "cores", "3").ok();
        backUp();
        var mac = option("200", "net0");

        var restored = root.task(root.post(
                "/nodes/lab1/qemu",
                "vmid",
                "201",
                "archive",
                onlyBackup(),
                "name",
                "second",
                "description",
                "mark of 201",
                "unique",
                "1",
                "start",
                "1"));

        assertThat(restored).isEqualTo("OK");
        assertThat(option("201", "cores")).isEqualTo("3");
        assertThat(option("201", "name")).isEqualTo("second");
        assertThat(option("201", "description")).isEqualTo("mark of 201");
        assertThat(option("201", "net0")).isNotEqualTo(mac).startsWith("virtio=BC:24:11");
        assertThat(option("201", "scsi0")).isEqualTo("local-lvm:vm-201-disk-0,size=3G");
        assertThat(root.effects()).contains("vm.created 201", "vm.started 201");
        assertThat(root.ledger())
                .filteredOn(entry -> entry.path("effect").asString("").equals("vm.created")
                        && entry.path("vmid").asInt() == 201)
                .singleElement()
                .satisfies(entry -> assertThat(entry.path("volume").asString()).isEqualTo(onlyBackup()));
    }

    @Test
    void restoresInPlaceOnlyByForceAndOnlyWhenStopped() {
        backUp();
        root.put(VM + "/config", "cores", "8", "name", "broken").ok();
        var archive = onlyBackup();

        assertThat(root.post("/nodes/lab1/qemu", "vmid", "200", "archive", archive)
                        .reason())
                .isEqualTo("unable to restore VM 200 - VM 200 already exists on node 'lab1'");
        root.task(root.post(VM + "/status/start"));
        assertThat(root.post("/nodes/lab1/qemu", "vmid", "200", "archive", archive, "force", "1")
                        .reason())
                .isEqualTo("unable to restore VM 200 - vm is running");
        root.task(root.post(VM + "/status/stop"));

        assertThat(root.task(root.post(
                        "/nodes/lab1/qemu",
                        "vmid",
                        "200",
                        "archive",
                        archive,
                        "force",
                        "1",
                        "description",
                        "new mark")))
                .isEqualTo("OK");

        assertThat(option("200", "cores")).isEqualTo("1");
        assertThat(option("200", "name")).isEqualTo("web");
        assertThat(option("200", "description")).isEqualTo("new mark");
        assertThat(option("200", "lock")).isEmpty();
    }

    @Test
    void keepsTheOldVmWhenARestoreOverItFindsNoRoom() {
        backUp();
        root.raw("PUT", "/lab/faults", "[{\"name\": \"storage-full\", \"target\": \"local-lvm\"}]");

        var ended = root.task(root.post("/nodes/lab1/qemu", "vmid", "200", "archive", onlyBackup(), "force", "1"));

        assertThat(ended).contains("storage is full");
        assertThat(option("200", "name")).isEqualTo("web");
        assertThat(option("200", "lock")).isEmpty();
    }

    @Test
    void showsAPlaceholderWhileItRestoresAndNothingAfterAnInterruption() {
        backUp();
        var archive = onlyBackup();
        lab.close();
        open(Duration.ofSeconds(30));
        root.post("/nodes/lab1/qemu", "vmid", "201", "archive", archive).ok();
        root.post("/nodes/lab1/qemu", "vmid", "200", "archive", archive, "force", "1")
                .ok();
        assertThat(option("201", "lock")).isEqualTo("create");
        assertThat(option("201", "name")).isEmpty();
        lab.close();

        open(Duration.ofMillis(40));

        assertThat(root.get("/nodes/lab1/qemu/201/config").status()).isEqualTo(500);
        assertThat(option("200", "name")).isEqualTo("web");
        assertThat(option("200", "lock")).isEmpty();
    }

    @Test
    void keepsBackupsWhenTheirVmIsDestroyedWithAllItsDisks() {
        backUp();
        var unreferenced = "/nodes/lab1/storage/local-lvm/content";
        root.post(unreferenced, "vmid", "200", "filename", "vm-200-disk-7", "size", "1G")
                .ok();
        var archive = onlyBackup();

        assertThat(root.task(root.delete(VM + "?purge=1&destroy-unreferenced-disks=1")))
                .isEqualTo("OK");

        assertThat(root.get(unreferenced + "?vmid=200").data()).isEmpty();
        assertThat(backups())
                .singleElement()
                .satisfies(backup -> assertThat(backup.path("volid").asString()).isEqualTo(archive));
        assertThat(root.task(root.post("/nodes/lab1/qemu", "vmid", "200", "archive", archive)))
                .isEqualTo("OK");
        assertThat(option("200", "name")).isEqualTo("web");
    }

    @Test
    void doesNotRemoveWhatIsProtected() {
        backUp("protected", "1");
        var backup = onlyBackup();

        assertThat(root.task(root.delete(path(backup)))).startsWith("cannot remove protected volume");
        root.put(path(backup), "protected", "0", "notes", "no longer needed").ok();
        assertThat(backups().get(0).path("notes").asString()).isEqualTo("no longer needed");
        assertThat(root.task(root.delete(path(backup)))).isEqualTo("OK");
    }

    @Test
    void prunesWhatTheRulesDoNotKeepAndShowsItBefore() {
        backUp("protected", "1");
        backUp();
        backUp();
        var rules = "?prune-backups=keep-last%3D1&vmid=200";

        var marks = root.get("/nodes/lab1/storage/local/prunebackups" + rules)
                .ok()
                .data()
                .valueStream()
                .map(row -> row.path("mark").asString())
                .toList();
        assertThat(marks).containsExactly("protected", "remove", "keep");

        assertThat(root.task(root.delete("/nodes/lab1/storage/local/prunebackups" + rules)))
                .isEqualTo("OK");
        assertThat(backups()).hasSize(2);
        assertThat(backUp("prune-backups", "keep-last=1")).isEqualTo("OK");
        assertThat(backups()).hasSize(2);
    }

    @Test
    void tellsTheConfigOfAnArchive() {
        backUp();

        assertThat(root.get("/nodes/lab1/vzdump/extractconfig?volume="
                                + URLEncoder.encode(onlyBackup(), StandardCharsets.UTF_8))
                        .data()
                        .asString())
                .startsWith("#mark of 200\n")
                .contains("name: web\n");
    }

    @Test
    void encodesInTheConfigOfAnArchiveWhatADescriptionMayNotHaveThere() {
        root.put(VM + "/config", "description", "100%: größer\nmoru: x").ok();
        backUp();

        assertThat(root.get("/nodes/lab1/vzdump/extractconfig?volume="
                                + URLEncoder.encode(onlyBackup(), StandardCharsets.UTF_8))
                        .data()
                        .asString())
                .startsWith("#100%25%3A gr%C3%B6%C3%9Fer\n#moru%3A x\n");
    }

    @Test
    void needsTheRightsThatProxmoxAsksFor() {
        root.post("/access/users", "userid", "eve@pve", "password", "secret-1").ok();
        var eve = LabClient.of(lab).login("eve@pve", "secret-1");

        assertThat(eve.post("/nodes/lab1/vzdump", "vmid", "200", "storage", "local")
                        .reason())
                .isEqualTo("Permission check failed (/storage/local, Datastore.AllocateSpace|Datastore.Allocate)");
        root.put("/access/acl", "path", "/storage/local", "roles", "PVEDatastoreUser", "users", "eve@pve")
                .ok();
        assertThat(eve.post("/nodes/lab1/vzdump", "vmid", "200", "storage", "local")
                        .reason())
                .isEqualTo("Permission check failed (/vms/200, VM.Backup)");
        root.put("/access/acl", "path", "/vms/200", "roles", "PVEVMUser", "users", "eve@pve")
                .ok();
        assertThat(eve.task(eve.post("/nodes/lab1/vzdump", "vmid", "200", "storage", "local", "remove", "0")))
                .isEqualTo("OK");
        assertThat(eve.post("/nodes/lab1/qemu", "vmid", "201", "archive", onlyBackup())
                        .reason())
                .isEqualTo("Permission check failed (/vms/201, VM.Allocate)");
    }
}
