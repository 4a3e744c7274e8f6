package dev.moru.contracts.turn;

import org.jspecify.annotations.Nullable;

/**
 * How a guest is reached from where Moru runs.
 *
 * @param connection {@code ssh} or {@code none}
 * @param address null when none is known
 * @param user to log in as, with the management key of the installation
 * @param jumpHost {@code user@host[:port]} over which it is reached, if it is not reached directly
 */
public record GuestAccess(
        String connection,
        @Nullable String address,
        String user,
        @Nullable String jumpHost) {}
