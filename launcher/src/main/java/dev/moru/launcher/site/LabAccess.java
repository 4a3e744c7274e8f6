package dev.moru.launcher.site;

import dev.moru.proxmox.Credentials.ApiToken;
import dev.moru.proxmox.ProxmoxClient;
import dev.moru.proxmox.RolePrivileges;

/** Makes the user, role and token with which Moru works on the lab: the same few rights as on a real cluster. */
final class LabAccess {

    private static final String USER = "moru@pve";
    private static final String ROLE = "Moru";
    private static final String TOKEN = "moru";

    private final ProxmoxClient lab;

    LabAccess(ProxmoxClient lab) {
        this.lab = lab;
    }

    /** A token of an earlier try is replaced, because its secret was shown only then. */
    ApiToken newToken() {
        var access = lab.access();
        if (access.roles().stream().noneMatch(role -> role.id().equals(ROLE))) {
            access.createRole(ROLE, RolePrivileges.all(lab.version().major()));
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
}
