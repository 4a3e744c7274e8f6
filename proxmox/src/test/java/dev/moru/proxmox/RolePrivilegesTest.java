package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RolePrivilegesTest {

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void theRoleHoldsWhatIsAskedForAnywhere(int major) {
        assertThat(RolePrivileges.all(major)).containsAll(RolePrivileges.onGuests(major));
        for (var asked : List.of(
                RolePrivileges.ON_STORAGES,
                RolePrivileges.ON_TEMPLATES,
                RolePrivileges.ON_NETWORKS,
                RolePrivileges.ON_NODES,
                RolePrivileges.ON_POOLS)) {
            assertThat(RolePrivileges.all(major)).containsAll(asked);
        }
    }

    @Test
    void asksForTheAgentAsEachVersionCallsIt() {
        assertThat(RolePrivileges.all(8)).contains("VM.Monitor").doesNotContain("VM.GuestAgent.Audit");
        assertThat(RolePrivileges.all(9)).contains("VM.GuestAgent.Audit").doesNotContain("VM.Monitor");
    }

    @Test
    void asksForNothingThatChangesTheCluster() {
        assertThat(RolePrivileges.all(9))
                .noneMatch(privilege -> privilege.matches("Permissions.*|Sys\\.(?!Audit).*|.*\\.Modify"));
    }
}
