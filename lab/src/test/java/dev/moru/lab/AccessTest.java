package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.lab.estate.DefaultEstate;
import dev.moru.lab.estate.Estate;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users, tokens and rights, over the wire. */
class AccessTest {

    @TempDir
    Path directory;

    Lab lab;
    LabClient root;

    @BeforeEach
    void start() {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(20)));
        root = LabClient.root(lab);
        root.post("/access/users", "userid", "moru@pve", "password", "secret-1").ok();
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private LabClient token(String... options) {
        var secret = root.post("/access/users/moru@pve/token/ci", options)
                .ok()
                .data()
                .path("value")
                .asString();
        return LabClient.of(lab).token("moru@pve!ci", secret);
    }

    private void grant(String path, String role, String kind, String subject) {
        root.put("/access/acl", "path", path, "roles", role, kind, subject).ok();
    }

    @Test
    void refusesWhatNobodyAllowedAndNamesThePrivilege() {
        var user = LabClient.of(lab).login("moru@pve", "secret-1");

        assertThat(user.get("/nodes/lab1/qemu/101/config").reason())
                .isEqualTo("Permission check failed (/vms/101, VM.Audit)");
        assertThat(user.get("/nodes/lab1/qemu/555/config").status()).isEqualTo(403);
        assertThat(user.get("/nodes/lab1/qemu").data()).isEmpty();
        assertThat(user.get("/access/permissions").data()).isEmpty();
    }

    @Test
    void givesATokenWithPrivilegeSeparationWhatBothHave() {
        var token = token();
        grant("/", "PVEVMAdmin", "users", "moru@pve");
        assertThat(token.get("/nodes/lab1/qemu/101/config").status()).isEqualTo(403);

        grant("/vms", "PVEAuditor", "tokens", "moru@pve!ci");

        assertThat(token.get("/nodes/lab1/qemu/101/config").status()).isEqualTo(200);
        assertThat(token.get("/nodes/lab1/status").status()).isEqualTo(403);
        assertThat(token.get("/access/permissions?path=/vms/101").data().toString())
                .isEqualTo("{\"/vms/101\":{\"VM.Audit\":1,\"VM.GuestAgent.Audit\":1}}");
    }

    @Test
    void givesATokenWithoutSeparationWhatItsUserHas() {
        var token = token("privsep", "0");
        grant("/", "PVEVMAdmin", "users", "moru@pve");

        assertThat(token.get("/nodes/lab1/qemu/101/config").status()).isEqualTo(200);
    }

    @Test
    void needsTheStorageAndTheBridgeToo() {
        var token = token("privsep", "0");
        grant("/vms", "PVEVMAdmin", "users", "moru@pve");
        assertThat(token.post("/nodes/lab1/qemu/9000/clone", "newid", "200").reason())
                .isEqualTo("Permission check failed (/storage/local-lvm, Datastore.AllocateSpace)");

        grant("/storage/local-lvm", "PVEDatastoreUser", "users", "moru@pve");
        assertThat(root.task(token.post("/nodes/lab1/qemu/9000/clone", "newid", "200")))
                .isEqualTo("OK");

        assertThat(token.put("/nodes/lab1/qemu/200/config", "net0", "virtio,bridge=vmbr0")
                        .reason())
                .isEqualTo("Permission check failed (/sdn/zones/localnetwork/vmbr0, SDN.Use)");
        assertThat(token.put("/nodes/lab1/qemu/200/config", "args", "-foo").reason())
                .isEqualTo("only root can set 'args' config");
    }

    @Test
    void keepsATokenAwayFromWhatNeedsATicket() {
        var token = token("privsep", "0");

        assertThat(token.put("/access/password", "userid", "moru@pve", "password", "another-1")
                        .reason())
                .startsWith("Permission check failed (URI '/api2/json/access/password' not available with API token");
    }

    @Test
    void doesNotTakeATokenOfRootForRoot() {
        var secret = root.post("/access/users/root@pam/token/ci", "privsep", "0")
                .ok()
                .data()
                .path("value")
                .asString();
        var token = LabClient.of(lab).token("root@pam!ci", secret);

        assertThat(token.get("/nodes/lab1/qemu/101/config").status()).isEqualTo(200);
        assertThat(token.put("/nodes/lab1/qemu/101/config", "args", "-foo").reason())
                .isEqualTo("only root can set 'args' config");
        assertThat(token.put("/nodes/lab1/qemu/101/config", "cores", "2", "skiplock", "1")
                        .json()
                        .path("errors")
                        .path("skiplock")
                        .asString())
                .isEqualTo("Only root may use this option.");
    }

    @Test
    void refusesWrongCredentialsWithoutSayingWhy() {
        assertThat(LabClient.of(lab)
                        .post("/access/ticket", "username", "moru@pve", "password", "x")
                        .reason())
                .isEqualTo("authentication failure");
        assertThat(LabClient.of(lab).token("moru@pve!none", "x").get("/version").reason())
                .isEqualTo("Authentication failed!");
    }

    private static Estate eightPointFour() {
        var nine = DefaultEstate.estate();
        return new Estate("8.4", nine.nodes(), nine.storages(), nine.bridges(), nine.templates(), nine.guests());
    }

    @Test
    void speaksThePrivilegesOfItsRelease() {
        var eight = eightPointFour();
        try (var old = Lab.start(LabOptions.in(directory.resolve("old")).withEstate(eight))) {
            var client = LabClient.root(old);
            assertThat(client.get("/version").data().path("release").asString()).isEqualTo("8.4");
            assertThat(client.get("/access/roles/PVEVMAdmin").data().has("VM.Monitor"))
                    .isTrue();
            assertThat(client.get("/access/roles/PVEVMAdmin").data().has("VM.GuestAgent.Audit"))
                    .isFalse();
        }
        assertThat(root.get("/access/roles/PVEVMAdmin").data().has("VM.Monitor"))
                .isFalse();
    }

    @Test
    void lendsThePoolsRightsToItsMembers() {
        root.post("/pools", "poolid", "shop").ok();
        root.put("/pools", "poolid", "shop", "vms", "103").ok();
        grant("/pool/shop", "PVEVMUser", "users", "moru@pve");
        var user = LabClient.of(lab).login("moru@pve", "secret-1");

        assertThat(user.get("/nodes/lab3/qemu/103/config").status()).isEqualTo(200);
        assertThat(user.get("/nodes/lab1/qemu/101/config").status()).isEqualTo(403);
        assertThat(root.put("/pools", "poolid", "shop", "vms", "103").reason())
                .isEqualTo("VM 103 is already a pool member");
    }
}
