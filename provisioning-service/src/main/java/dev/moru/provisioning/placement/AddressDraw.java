package dev.moru.provisioning.placement;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order in which the addresses of a pool are tried: behind the last one that was drawn, round and round. */
public final class AddressDraw {

    /** More windows than this are not looked at; a pool of that size is never full. */
    private static final int WINDOWS = 200;

    private final boolean ipv6;
    private final List<Range> ranges;
    private final @Nullable BigInteger gateway;

    private AddressDraw(boolean ipv6, List<Range> ranges, @Nullable BigInteger gateway) {
        this.ipv6 = ipv6;
        this.ranges = ranges;
        this.gateway = gateway;
    }

    public static AddressDraw of(AddressPool pool) {
        var subnet = Range.ofSubnet(pool.cidr());
        var ranges = pool.ranges().isEmpty()
                ? List.of(subnet.withoutEnds())
                : pool.ranges().stream().map(Range::of).toList();
        var gateway = pool.gateway() == null ? null : number(pool.gateway());
        return new AddressDraw(pool.cidr().contains(":"), ranges, gateway);
    }

    public static int prefixLength(AddressPool pool) {
        return Integer.parseInt(pool.cidr().substring(pool.cidr().indexOf('/') + 1));
    }

    public static boolean contains(AddressPool pool, String address) {
        var subnet = Range.ofSubnet(pool.cidr());
        var number = number(address);
        return number.compareTo(subnet.from) >= 0 && number.compareTo(subnet.to) <= 0;
    }

    public boolean isIpv6() {
        return ipv6;
    }

    /** Candidates in the order of trying, in windows of a bounded size. */
    public List<List<BigInteger>> candidatesAfter(@Nullable String last, int window) {
        var start = last == null ? null : number(last);
        var windows = new ArrayList<List<BigInteger>>();
        for (var range : ranges) {
            if (start == null || range.to.compareTo(start) > 0) {
                windowsOf(
                        start == null ? range.from : range.from.max(start.add(BigInteger.ONE)),
                        range.to,
                        window,
                        windows);
            }
        }
        if (start != null) {
            for (var range : ranges) {
                windowsOf(range.from, range.to.min(start), window, windows);
            }
        }
        return windows;
    }

    private void windowsOf(BigInteger from, BigInteger to, int size, List<List<BigInteger>> windows) {
        for (var begin = from; begin.compareTo(to) <= 0 && windows.size() < WINDOWS; ) {
            var end = begin.add(BigInteger.valueOf(size - 1L)).min(to);
            var window = new ArrayList<BigInteger>();
            for (var each = begin; each.compareTo(end) <= 0; each = each.add(BigInteger.ONE)) {
                if (!each.equals(gateway)) {
                    window.add(each);
                }
            }
            if (!window.isEmpty()) {
                windows.add(window);
            }
            begin = end.add(BigInteger.ONE);
        }
    }

    public static BigInteger number(String address) {
        try {
            // A literal is never looked up; a name would be, and none gets here.
            if (!address.matches("[0-9a-fA-F:.]+")) {
                throw new IllegalArgumentException(address + " is no address");
            }
            return new BigInteger(1, InetAddress.getByName(address).getAddress());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(address + " is no address", e);
        }
    }

    public static String text(BigInteger number, boolean ipv6) {
        var bytes = new byte[ipv6 ? 16 : 4];
        var raw = number.toByteArray();
        for (int i = 0; i < raw.length && i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = raw[raw.length - 1 - i];
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Range(BigInteger from, BigInteger to) {

        static Range of(AddressRange range) {
            return new Range(number(range.from()), number(range.to()));
        }

        static Range ofSubnet(String cidr) {
            int slash = cidr.indexOf('/');
            var base = number(cidr.substring(0, slash));
            int bits = (cidr.contains(":") ? 128 : 32) - Integer.parseInt(cidr.substring(slash + 1));
            var size = BigInteger.ONE.shiftLeft(bits);
            var from = base.divide(size).multiply(size);
            return new Range(from, from.add(size).subtract(BigInteger.ONE));
        }

        /** Without the subnet's own address and the one that reaches everybody. */
        Range withoutEnds() {
            return new Range(from.add(BigInteger.ONE), to.subtract(BigInteger.ONE));
        }
    }
}
