package dev.moru.provisioning.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.UUID;

/**
 * An address that is a server's own.
 *
 * @param card which of the server's network cards, from 0
 * @param prefixLength of its subnet
 * @param source {@code assigned} or {@code literal}
 */
public record ReservedAddress(
        int card, UUID networkId, String network, String address, int prefixLength, String source) {

    @JsonIgnore
    public boolean isIpv6() {
        return address.indexOf(':') >= 0;
    }

    public String withPrefix() {
        return address + "/" + prefixLength;
    }
}
