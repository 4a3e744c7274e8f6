package dev.moru.notification.channel.address;

import java.net.UnknownHostException;

/** A name leads to nothing that may be called. An I/O failure, because that is what clients pass on. */
public final class RefusedAddress extends UnknownHostException {

    public RefusedAddress(String host) {
        super("The address policy does not allow " + host);
    }
}
