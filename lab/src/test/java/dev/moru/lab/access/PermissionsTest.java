package dev.moru.lab.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.lab.access.AclEntry.Kind;
import dev.moru.lab.api.Caller;
import dev.moru.lab.state.Journal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of evaluation, one by one. */
class PermissionsTest {

    private static final Caller USER = new Caller("a@pve", null);
    private static final Caller TOKEN = new Caller("a@pve", "t");

    @TempDir
    Path directory;

    Journal journal;
    Accounts accounts;
    Permissions permissions;

    @BeforeEach
    void start() {
        journal = new Journal(directory);
        accounts = new Accounts(journal, new Privileges(9));
        permissions =
                new Permissions(accounts, path -> path.equals("/vms/100") ? Optional.of("shop") : Optional.empty());
        journal.open();
        accounts.users().put("a@pve", new User("a@pve", true, 0, List.of("ops"), null, null, null));
        accounts.groups().put("ops", new Accounts.Group("ops", null));
    }

    @AfterEach
    void stop() {
        journal.close();
    }

    private void grant(String path, Kind kind, String subject, String role, boolean propagate) {
        var entry = new AclEntry(path, kind, subject, role, propagate);
        accounts.acl().put(entry.key(), entry);
    }

    private void token(boolean privsep) {
        accounts.tokens().put("a@pve!t", new Token("a@pve", "t", "secret", privsep, 0, null));
    }

    @Test
    void handsARoleDownThePath() {
        grant("/", Kind.USER, "a@pve", "PVEAuditor", true);

        assertThat(permissions.has(USER, "/vms/7", "VM.Audit")).isTrue();
        assertThat(permissions.has(USER, "/vms/7", "VM.PowerMgmt")).isFalse();
    }

    @Test
    void keepsARoleThatDoesNotPropagateOnItsLevel() {
        grant("/vms", Kind.USER, "a@pve", "PVEVMAdmin", false);

        assertThat(permissions.has(USER, "/vms", "VM.Audit")).isTrue();
        assertThat(permissions.has(USER, "/vms/7", "VM.Audit")).isFalse();
    }

    @Test
    void replacesWhatWasCollectedAbove() {
        grant("/", Kind.USER, "a@pve", "Administrator", true);
        grant("/vms/7", Kind.USER, "a@pve", "PVEAuditor", true);

        assertThat(permissions.has(USER, "/vms/7", "VM.PowerMgmt")).isFalse();
        assertThat(permissions.has(USER, "/vms/8", "VM.PowerMgmt")).isTrue();
    }

    @Test
    void prefersTheUserToItsGroupsOnOneLevel() {
        grant("/vms", Kind.GROUP, "ops", "PVEVMAdmin", true);
        assertThat(permissions.has(USER, "/vms/7", "VM.PowerMgmt")).isTrue();

        grant("/vms", Kind.USER, "a@pve", "PVEAuditor", true);
        assertThat(permissions.has(USER, "/vms/7", "VM.PowerMgmt")).isFalse();
    }

    @Test
    void letsNoAccessWin() {
        grant("/vms", Kind.USER, "a@pve", "PVEVMAdmin", true);
        grant("/vms", Kind.USER, "a@pve", "NoAccess", true);

        assertThat(permissions.on("/vms/7", USER)).isEmpty();
    }

    @Test
    void addsTheRolesOfThePoolWithoutPropagation() {
        grant("/pool/shop", Kind.USER, "a@pve", "PVEVMUser", true);

        assertThat(permissions.on("/vms/100", USER)).containsEntry("VM.PowerMgmt", false);
        assertThat(permissions.on("/vms/101", USER)).isEmpty();
    }

    @Test
    void doesNotLetThePoolLiftNoAccessOfTheGuest() {
        grant("/pool/shop", Kind.USER, "a@pve", "PVEVMAdmin", true);
        grant("/vms/100", Kind.USER, "a@pve", "NoAccess", true);

        assertThat(permissions.on("/vms/100", USER)).isEmpty();
    }

    @Test
    void letsNoAccessOfThePoolRemoveEverythingElse() {
        grant("/vms", Kind.USER, "a@pve", "PVEVMAdmin", true);
        grant("/pool/shop", Kind.USER, "a@pve", "NoAccess", true);

        assertThat(permissions.on("/vms/100", USER)).isEmpty();
    }

    @Test
    void cutsATokenDownToWhatItsUserHas() {
        token(true);
        grant("/", Kind.TOKEN, "a@pve!t", "Administrator", true);
        grant("/vms", Kind.USER, "a@pve", "PVEAuditor", true);

        assertThat(permissions.on("/vms/7", TOKEN).keySet())
                .containsExactlyInAnyOrder(
                        "Datastore.Audit",
                        "Mapping.Audit",
                        "Pool.Audit",
                        "SDN.Audit",
                        "Sys.Audit",
                        "VM.Audit",
                        "VM.GuestAgent.Audit");
        assertThat(permissions.on("/storage/x", TOKEN)).isEmpty();
    }

    @Test
    void givesATokenWithoutSeparationTheRightsOfItsUser() {
        token(false);
        grant("/vms", Kind.USER, "a@pve", "PVEVMAdmin", true);

        assertThat(permissions.on("/vms/7", TOKEN)).isEqualTo(permissions.on("/vms/7", USER));
    }

    @Test
    void knowsTheRolesOfBothReleases() {
        var eight = new Privileges(8).builtInRoles();
        var nine = new Privileges(9).builtInRoles();

        assertThat(eight.get("PVEVMAdmin")).contains("VM.Monitor").doesNotContain("VM.GuestAgent.Audit");
        assertThat(nine.get("PVEVMAdmin")).doesNotContain("VM.Monitor").contains("VM.GuestAgent.Audit");
        assertThat(nine.get("PVEAdmin")).doesNotContain("Permissions.Modify", "Sys.Modify", "Realm.Allocate");
        assertThat(nine.get("NoAccess")).isEmpty();
    }
}
