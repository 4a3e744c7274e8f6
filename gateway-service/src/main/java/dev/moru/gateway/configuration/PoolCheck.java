package dev.moru.gateway.configuration;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import dev.moru.gateway.problem.Complaints;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges an address pool of a network. */
final class PoolCheck {

    private final String pointer;
    private final int addressBytes;
    private final Complaints complaints;

    /** @param addressBytes 4 or 16 */
    PoolCheck(String pointer, int addressBytes, Complaints complaints) {
        this.pointer = pointer;
        this.addressBytes = addressBytes;
        this.complaints = complaints;
    }

    void check(@Nullable AddressPool pool) {
        if (pool == null) {
            return;
        }
        var cidr = Optional.ofNullable(pool.cidr())
                .flatMap(Cidr::parse)
                .filter(net -> net.network().getAddress().length == addressBytes);
        if (cidr.isEmpty()) {
            complaints.invalid(
                    pointer + "/cidr", "a subnet, such as " + (addressBytes == 4 ? "10.10.0.0/24" : "fd00::/64"));
            return;
        }
        for (int i = 0; i < pool.ranges().size(); i++) {
            checkRange(pool.ranges().get(i), cidr.get(), pointer + "/ranges/" + i);
        }
        complaints.require(
                pool.gateway() == null || isInside(pool.gateway(), cidr.get()),
                pointer + "/gateway",
                "an address of " + pool.cidr());
        for (int i = 0; i < pool.dns().size(); i++) {
            complaints.require(Cidr.address(pool.dns().get(i)).isPresent(), pointer + "/dns/" + i, "an address");
        }
    }

    private void checkRange(AddressRange range, Cidr cidr, String at) {
        var from = address(range.from());
        var to = address(range.to());
        var inside = from.filter(cidr::contains).isPresent()
                && to.filter(cidr::contains).isPresent();
        complaints.require(
                inside
                        && Arrays.compareUnsigned(
                                        from.orElseThrow().getAddress(),
                                        to.orElseThrow().getAddress())
                                <= 0,
                at,
                "from and to within the subnet, in this order");
    }

    private static boolean isInside(String text, Cidr cidr) {
        return address(text).filter(cidr::contains).isPresent();
    }

    private static Optional<InetAddress> address(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(Cidr::address);
    }
}
