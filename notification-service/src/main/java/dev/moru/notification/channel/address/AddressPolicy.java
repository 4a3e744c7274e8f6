package dev.moru.notification.channel.address;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which addresses may be called. Public ones may, others only when the installation allows them, and those behind which
 * credentials lie never. An IPv6 address that carries an IPv4 address is judged by that one.
 *
 * <p>What is not public follows the IANA registries of special-purpose addresses (RFC 6890 and its updates).
 */
public final class AddressPolicy {

    /** Link-local addresses, and where clouds answer with credentials outside of them. */
    private static final List<AddressBlock> NEVER = blocks(
            "169.254.0.0/16",
            "fe80::/10",
            // AWS and Google over IPv6, Alibaba, Azure, Oracle.
            "fd00:ec2::254/128",
            "fd20:ce::254/128",
            "100.100.100.200/32",
            "168.63.129.16/32",
            "192.0.0.192/32");

    private static final List<AddressBlock> PUBLIC = blocks("0.0.0.0/0", "2000::/3");

    private static final List<AddressBlock> BUT_NOT_PUBLIC = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            "2001::/23",
            "2001:db8::/32",
            "2620:4f:8000::/48",
            "3fff::/20");

    private static final List<Carrier> CARRIERS = List.of(
            new Carrier(AddressBlock.parse("2002::/16"), 2),
            new Carrier(AddressBlock.parse("64:ff9b::/96"), 12),
            new Carrier(AddressBlock.parse("::ffff:0:0:0/96"), 12),
            // IPv4-mapped. The JDK reads its text as IPv4, but passes on what a name server answers.
            new Carrier(new AddressBlock(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 0, 0, 0, 0}, 96), 12));

    private final List<AddressBlock> allowed;

    private AddressPolicy(List<AddressBlock> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /**
     * The policy of an installation.
     *
     * @param allowed blocks in CIDR notation that it allows although they are not public
     * @throws IllegalArgumentException when one is none
     */
    public static AddressPolicy allowing(List<String> allowed) {
        return new AddressPolicy(allowed.stream().map(AddressBlock::parse).toList());
    }

    /** Whether an address may be called over TLS. */
    public boolean allows(InetAddress address) {
        return allows(address, bare -> isPublic(bare) || isIn(allowed, bare));
    }

    /** Whether an address may be called without TLS: only what the installation allows by itself. */
    public boolean allowsPlainText(InetAddress address) {
        return allows(address, bare -> isIn(allowed, bare));
    }

    private static boolean allows(InetAddress address, Predicate<InetAddress> rule) {
        if (isIn(NEVER, address)) {
            return false;
        }
        return carried(address).map(inner -> allows(inner, rule)).orElseGet(() -> rule.test(address));
    }

    private static boolean isPublic(InetAddress address) {
        return isIn(PUBLIC, address) && !isIn(BUT_NOT_PUBLIC, address);
    }

    private static boolean isIn(List<AddressBlock> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static Optional<InetAddress> carried(InetAddress address) {
        return CARRIERS.stream()
                .filter(carrier -> carrier.block().contains(address))
                .map(carrier -> carrier.inner(address))
                .findFirst();
    }

    private static List<AddressBlock> blocks(String... texts) {
        return Stream.of(texts).map(AddressBlock::parse).toList();
    }

    /**
     * A block of IPv6 addresses that stand for IPv4 addresses.
     *
     * @param offset of the IPv4 address within them, in bytes
     */
    private record Carrier(AddressBlock block, int offset) {

        InetAddress inner(InetAddress address) {
            try {
                return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), offset, offset + 4));
            } catch (UnknownHostException e) {
                throw new IllegalStateException("Four bytes are an address", e);
            }
        }
    }
}
