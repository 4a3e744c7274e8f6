package dev.moru.lab.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which paths may carry access control entries. */
final class AclPaths {

    private static final String NAME = "[A-Za-z0-9.\\-_]+";
    private static final List<Pattern> ALLOWED = List.of(
            Pattern.compile("/"),
            Pattern.compile("/access(/groups(/" + NAME + ")?|/realm(/" + NAME + ")?)?"),
            Pattern.compile("/nodes(/" + NAME + ")?"),
            Pattern.compile("/pool(/" + NAME + "){0,3}"),
            Pattern.compile("/sdn(/zones(/" + NAME + "(/" + NAME + "(/[1-9][0-9]{0,3})?)?)?)?"),
            Pattern.compile("/storage(/" + NAME + ")?"),
            Pattern.compile("/vms(/[1-9][0-9]{2,8})?"),
            Pattern.compile("/mapping(/[a-z0-9]+(/" + NAME + ")?)?"));

    private AclPaths() {}

    /** Without doubled and trailing slashes; empty when the path means nothing to Proxmox. */
    static Optional<String> normalised(String path) {
        var trimmed = ("/" + path).replaceAll("/{2,}", "/");
        var clean =
                trimmed.length() > 1 && trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
        return ALLOWED.stream().anyMatch(allowed -> allowed.matcher(clean).matches())
                ? Optional.of(clean)
                : Optional.empty();
    }

    /** Owners of one guest, storage or pool may share it without {@code Permissions.Modify}. */
    static Optional<String> privilegeToShare(String path) {
        if (path.startsWith("/vms/")) {
            return Optional.of("VM.Allocate");
        }
        if (path.startsWith("/storage/")) {
            return Optional.of("Datastore.Allocate");
        }
        return path.startsWith("/pool/") ? Optional.of("Pool.Allocate") : Optional.empty();
    }
}
