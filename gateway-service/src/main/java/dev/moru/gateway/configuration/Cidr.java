package dev.moru.gateway.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A subnet, {@code 10.10.0.0/24} or {@code fd00::/64}. */
public record Cidr(InetAddress network, int prefix) {

    // Only what can't be a host name is handed to the resolver, so that it never asks DNS.
    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    /** Reads a literal address; empty when it is none. */
    public static Optional<InetAddress> address(String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    public static Optional<Cidr> parse(String text) {
        var slash = text.indexOf('/');
        if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
            return Optional.empty();
        }
        var prefix = Integer.parseInt(text.substring(slash + 1));
        return address(text.substring(0, slash))
                .filter(network -> prefix <= network.getAddress().length * 8)
                .map(network -> new Cidr(network, prefix));
    }

    public boolean contains(InetAddress address) {
        var mine = network.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            var mask = 0x80 >> bit % 8;
            if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
