package dev.moru.proxmox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to the addresses that are really connected to, and leaves out those that a cluster cannot have: an
 * endpoint is typed in by a user, and must not become a way to the metadata service of the machine that Moru runs on.
 */
final class GuardedDns implements DnsResolver {

    private static final int IPV4_BYTES = 4;
    private static final byte[] METADATA_V6 = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2};
    private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final byte[] SIX_TO_FOUR = {0x20, 0x02};

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var allowed = Arrays.stream(SystemDefaultDnsResolver.INSTANCE.resolve(host))
                .filter(GuardedDns::isAllowed)
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new UnknownHostException(host + " has only link-local, multicast or metadata addresses");
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
    }

    /** IPv4-mapped IPv6 literals arrive here as IPv4 addresses already. */
    static boolean isAllowed(InetAddress address) {
        return !address.isLinkLocalAddress()
                && !address.isMulticastAddress()
                && !address.isAnyLocalAddress()
                && !isMetadata(address.getAddress())
                && embedded(address.getAddress()).map(GuardedDns::isAllowed).orElse(true);
    }

    /** The IPv4 address that a NAT64 gateway or a 6to4 relay would connect to. */
    private static Optional<InetAddress> embedded(byte[] address) {
        if (startsWith(address, NAT64)) {
            return Optional.of(ipv4(address, NAT64.length));
        }
        return startsWith(address, SIX_TO_FOUR) ? Optional.of(ipv4(address, SIX_TO_FOUR.length)) : Optional.empty();
    }

    private static InetAddress ipv4(byte[] address, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address, from, from + IPV4_BYTES));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static boolean startsWith(byte[] address, byte[] prefix) {
        return address.length > IPV4_BYTES && Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
    }

    /** {@code fd00:ec2::/32}, where Amazon's machines find their metadata over IPv6. */
    private static boolean isMetadata(byte[] address) {
        return startsWith(address, METADATA_V6);
    }
}
