package dev.moru.gateway.security;

import dev.moru.gateway.configuration.Cidr;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;

/**
 * How clients reach the gateway. Passwords and tokens never travel in the clear off loopback: there it speaks TLS, or says
 * that something before it does.
 *
 * @param isTls whether the client's end of the connection is TLS
 */
record Transport(boolean isTls) {

    /** Something before the gateway, such as an ingress, speaks TLS for it. */
    static final String UPSTREAM = "moru.gateway.tls-upstream";

    private static final List<String> CERTIFICATE_SETTINGS =
            List.of("server.ssl.certificate", "server.ssl.key-store", "server.ssl.bundle");

    /** @throws IllegalStateException when secrets would travel in the clear */
    static Transport of(Environment environment) {
        var own = environment.getProperty("server.ssl.enabled", Boolean.class, true)
                && CERTIFICATE_SETTINGS.stream().anyMatch(environment::containsProperty);
        var upstream = environment.getProperty(UPSTREAM, Boolean.class, false);
        var address = environment.getProperty("server.address", "");
        if (!own && !upstream && !isLoopback(address)) {
            throw new IllegalStateException("listening on " + (address.isEmpty() ? "every address" : address)
                    + " needs TLS: set server.ssl.*, or " + UPSTREAM + "=true behind something that speaks it");
        }
        return new Transport(own || upstream);
    }

    private static boolean isLoopback(String address) {
        return address.equals("localhost")
                || Optional.of(address)
                        .flatMap(Cidr::address)
                        .filter(InetAddress::isLoopbackAddress)
                        .isPresent();
    }
}
