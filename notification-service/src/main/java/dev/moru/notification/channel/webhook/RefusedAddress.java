package dev.moru.notification.channel.webhook;

import java.net.UnknownHostException;

/** A name leads to nothing that may be called. An I/O failure, because that is what the HTTP client passes on. */
final class RefusedAddress extends UnknownHostException {

    RefusedAddress(String host) {
        super("The address policy does not allow " + host);
    }
}
