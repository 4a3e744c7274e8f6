package dev.moru.config.turn;

import java.util.List;
import java.util.UUID;

/** What is known of servers as hosts. All of it takes part in the running transaction. */
public interface Hosts {

    /** What is known; of a new one nothing. */
    KnownHost find(UUID server);

    /** Stores roles and pins. */
    void store(KnownHost host);

    /** From now on something of the play may go on at the server, until it is told that it {@link #isOver is over}. */
    void mayGoOn(UUID server, UUID play);

    /** Nothing of the play goes on at the server. Should another have begun there meanwhile, that one may still. */
    void isOver(UUID server, UUID play);

    void forget(UUID server);

    /**
     * A server as a host.
     *
     * @param roles that it may have
     * @param pins lines of {@code known_hosts}
     * @param unsettled whether something of a play that was begun may go on there
     */
    record KnownHost(UUID server, List<String> roles, List<String> pins, boolean unsettled) {

        public KnownHost {
            roles = List.copyOf(roles);
            pins = List.copyOf(pins);
        }

        public KnownHost withRoles(List<String> names) {
            return new KnownHost(server, names, pins, unsettled);
        }

        public KnownHost withPins(List<String> lines) {
            return new KnownHost(server, roles, lines, unsettled);
        }
    }
}
