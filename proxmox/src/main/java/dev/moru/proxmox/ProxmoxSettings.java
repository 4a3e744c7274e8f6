package dev.moru.proxmox;

import java.time.Duration;
import java.util.List;

/**
 * What a client needs to know of one cluster.
 *
 * @param endpoints tried in this order; all must belong to the same cluster
 * @param connectTimeout bound of TCP connect and TLS handshake at one endpoint
 * @param callTimeout bound of a whole call, sign-in and fail-over included, unless {@link ProxmoxClient#within} says
 *     otherwise
 */
public record ProxmoxSettings(
        List<Endpoint> endpoints, Credentials credentials, Duration connectTimeout, Duration callTimeout) {

    private static final Duration DEFAULT_CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The proxy between nodes gives up after 30 s; a caller that gives up earlier never learns what happened. */
    private static final Duration DEFAULT_CALL_TIMEOUT = Duration.ofSeconds(60);

    public ProxmoxSettings {
        endpoints = List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("a cluster needs at least one endpoint");
        }
        requirePositive(connectTimeout);
        requirePositive(callTimeout);
    }

    public static ProxmoxSettings of(List<Endpoint> endpoints, Credentials credentials) {
        return new ProxmoxSettings(endpoints, credentials, DEFAULT_CONNECT_TIMEOUT, DEFAULT_CALL_TIMEOUT);
    }

    public ProxmoxSettings withTimeouts(Duration connect, Duration call) {
        return new ProxmoxSettings(endpoints, credentials, connect, call);
    }

    static void requirePositive(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("a time-out must be positive");
        }
    }
}
