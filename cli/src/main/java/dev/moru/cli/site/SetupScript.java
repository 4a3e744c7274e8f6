package dev.moru.cli.site;

import dev.moru.cli.exit.Failure;
import dev.moru.proxmox.RolePrivileges;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the shell script that prepares a Proxmox VE cluster. It belongs to the command and not to the API, because it is
 * needed before any site exists. Running it again brings the role up to date and leaves the rest as it is.
 */
final class SetupScript {

    private SetupScript() {}

    static String of(int version, String user, String token, String role, @Nullable String pool) {
        var makePool = pool == null ? "" : POOL.formatted(pool, pool);
        return SCRIPT.formatted(version, role, user, token, String.join(" ", privileges(version)))
                + makePool
                + TOKEN.formatted(user, token);
    }

    private static SortedSet<String> privileges(int version) {
        if (version != 8 && version != 9) {
            throw Failure.usage("--pve is 8 or 9, not " + version);
        }
        return RolePrivileges.all(version);
    }

    private static final String SCRIPT = """
            #!/bin/sh
            # Prepares a Proxmox VE %1$d cluster for Moru. Run as root on one node; running it again is harmless.
            set -eu

            role='%2$s'
            user='%3$s'
            token='%4$s'
            privileges='%5$s'

            pveum role modify "$role" --privs "$privileges" 2>/dev/null ||
                pveum role add "$role" --privs "$privileges"
            pveum user modify "$user" --enable 1 2>/dev/null ||
                pveum user add "$user" --comment 'Moru control plane'
            """;

    private static final String POOL = """
            pveum pool modify '%s' --comment 'Servers of Moru' 2>/dev/null ||
                pveum pool add '%s' --comment 'Servers of Moru'
            """;

    private static final String TOKEN = """

            # A token with privilege separation has the rights that both its user and itself were given.
            pveum acl modify / --users "$user" --roles "$role" --propagate 1
            if pveum user token list "$user" --noborder --noheader 2>/dev/null | grep -q "^ *$token "; then
                echo "the token $user!$token exists already; its secret was shown when it was made" >&2
            else
                pveum user token add "$user" "$token" --privsep 1 --comment 'Moru control plane'
            fi
            pveum acl modify / --tokens "$user!$token" --roles "$role" --propagate 1

            cat >&2 <<'END'

            Keep the 'value' above, it is shown only once. The cluster's CA is /etc/pve/pve-root-ca.pem. Then, where moru runs:

              moru site add NAME --endpoint https://NODE:8006 --ca-file pve-root-ca.pem --token-id '%1$s!%2$s' --token-stdin
              moru site check NAME
            END
            """;
}
