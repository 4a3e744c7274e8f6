package dev.moru.config.turn;

import java.util.List;
import java.util.UUID;

/** What is known of servers as hosts. All of it takes part in the running transaction. */
public interface Hosts {

    /** What is known; of a new one nothing. */
    KnownHost find(UUID server);

    void store(KnownHost host);

    void forget(UUID server);

    /**
     * A server as a host.
     *
     * @param roles that it may have
     * @param pins lines of {@code known_hosts}
     */
    record KnownHost(UUID server, List<String> roles, List<String> pins) {

        public KnownHost {
            roles = List.copyOf(roles);
            pins = List.copyOf(pins);
        }

        public KnownHost withRoles(List<String> names) {
            return new KnownHost(server, names, pins);
        }

        public KnownHost withPins(List<String> lines) {
            return new KnownHost(server, roles, lines);
        }
    }
}
