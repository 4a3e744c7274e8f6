package dev.moru.proxmox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * Resolves names to the addresses that are really connected to, and leaves out those that a cluster cannot have: an
 * endpoint is typed in by a user, and must not become a way to the metadata service of the machine that Moru runs on.
 */
final class GuardedDns implements DnsResolver {

    private static final int UNIQUE_LOCAL = 0xfd;
    private static final byte[] METADATA_V6 = {(byte) 0xfd, 0, 0x0e, (byte) 0xc2};

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
                && !isMetadata(address.getAddress());
    }

    /** {@code fd00:ec2::/32}, where Amazon's machines find their metadata over IPv6. */
    private static boolean isMetadata(byte[] address) {
        return (address[0] & 0xff) == UNIQUE_LOCAL
                && Arrays.equals(address, 0, METADATA_V6.length, METADATA_V6, 0, METADATA_V6.length);
    }
}
