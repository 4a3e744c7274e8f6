package dev.moru.launcher.site;

import dev.moru.proxmox.Credentials.ApiToken;
import dev.moru.proxmox.ProxmoxClient;
import java.util.Set;
import java.util.TreeSet;

/** Makes the user, role and token with which Moru works on the lab: the same few rights as on a real cluster. */
final class LabAccess {

    private static final String USER = "moru@pve";
    private static final String ROLE = "Moru";
    private static final String TOKEN = "moru";

    /** Where privileges were renamed. */
    private static final int NEW_PRIVILEGES_SINCE = 9;

    private static final Set<String> PRIVILEGES = Set.of(
            "Datastore.AllocateSpace",
            "Datastore.Audit",
            "Pool.Allocate",
            "Pool.Audit",
            "SDN.Audit",
            "SDN.Use",
            "Sys.Audit",
            "VM.Allocate",
            "VM.Audit",
            "VM.Clone",
            "VM.Config.CDROM",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.HWType",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "VM.PowerMgmt");

    private final ProxmoxClient lab;

    LabAccess(ProxmoxClient lab) {
        this.lab = lab;
    }

    /** A token of an earlier try is replaced, because its secret was shown only then. */
    ApiToken newToken() {
        var access = lab.access();
        if (access.roles().stream().noneMatch(role -> role.id().equals(ROLE))) {
            access.createRole(ROLE, privileges());
        }
        if (access.users().stream().noneMatch(user -> user.id().equals(USER))) {
            access.createUser(USER, "Moru");
        }
        access.grantToUser("/", ROLE, USER);
        if (access.tokens(USER).stream().anyMatch(token -> token.id().equals(TOKEN))) {
            access.deleteToken(USER, TOKEN);
        }
        return access.createToken(USER, TOKEN, false);
    }

    private Set<String> privileges() {
        var privileges = new TreeSet<>(PRIVILEGES);
        privileges.add(lab.version().major() >= NEW_PRIVILEGES_SINCE ? "VM.GuestAgent.Audit" : "VM.Monitor");
        return privileges;
    }
}
