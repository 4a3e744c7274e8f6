package dev.moru.config.play;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A host of a play.
 *
 * @param alias what it is called in this play
 * @param roles that it shall have, in this order
 * @param removedRoles that it had and shall no longer have
 * @param variables of the roles: texts, numbers, truth values, lists and maps of them. They are data; nothing in them is
 *     ever run as a template
 * @param pins lines of {@code known_hosts} that were seen at earlier contacts; none means that this is the first
 */
public record PlayHost(
        String alias,
        Login login,
        List<String> roles,
        List<String> removedRoles,
        Map<String, Object> variables,
        List<String> pins) {

    private static final Pattern ALIAS = Pattern.compile("[a-z0-9][a-z0-9.-]{0,127}");

    /**
     * How to get in.
     *
     * @param server under whose id its host keys are known; its address may be another server's too, in another network
     * @param address a literal address or a host name
     * @param jumpHost {@code [user@]host[:port]} to go through; null when the host can be reached directly
     */
    public record Login(
            UUID server,
            String address,
            int port,
            String user,
            @Nullable String jumpHost) {

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:-]*");
        private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
        private static final Pattern JUMP = Pattern.compile("([a-z_][a-z0-9_-]*@)?[A-Za-z0-9][A-Za-z0-9.-]*(:[0-9]+)?");

        // They end up in arguments of ssh, where a dash at the start would be an option.
        public Login {
            require(HOST.matcher(address).matches(), "not an address: " + address);
            require(USER.matcher(user).matches(), "not a user: " + user);
            require(port > 0 && port < 65536, "not a port: " + port);
            require(jumpHost == null || JUMP.matcher(jumpHost).matches(), "not a jump host: " + jumpHost);
        }
    }

    public PlayHost {
        require(ALIAS.matcher(alias).matches(), "not an alias: " + alias);
        roles = List.copyOf(roles);
        removedRoles = List.copyOf(removedRoles);
        variables = Map.copyOf(variables);
        pins = List.copyOf(pins);
    }

    private static void require(boolean condition, String complaint) {
        if (!condition) {
            throw new IllegalArgumentException(complaint);
        }
    }

    /** Values of variables may be secrets, and are not for logs. */
    @Override
    public String toString() {
        return alias + " at " + login.address() + " with " + roles;
    }
}
