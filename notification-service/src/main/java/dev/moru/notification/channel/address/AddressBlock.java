package dev.moru.notification.channel.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** A block of IPv4 or IPv6 addresses. */
final class AddressBlock {

    // Nothing that a resolver would have to be asked for.
    private static final Pattern LITERAL = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] network;
    private final int bits;

    AddressBlock(byte[] network, int bits) {
        if (bits < 0 || bits > network.length * Byte.SIZE) {
            throw new IllegalArgumentException("Not a prefix length of this sort of address: " + bits);
        }
        this.network = network.clone();
        this.bits = bits;
    }

    /**
     * Reads CIDR notation: {@code 10.0.0.0/8}.
     *
     * @throws IllegalArgumentException when the text is not that
     */
    static AddressBlock parse(String text) {
        var parts = text.strip().split("/", -1);
        if (parts.length != 2 || !LITERAL.matcher(parts[0]).matches()) {
            throw new IllegalArgumentException("Not an address block like 10.0.0.0/8: " + text);
        }
        try {
            return new AddressBlock(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("Not an address block like 10.0.0.0/8: " + text, e);
        }
    }

    boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != network.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (bytes[i] != network[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || ((bytes[whole] ^ network[whole]) & 0xff) >> (Byte.SIZE - rest) == 0;
    }
}
