package dev.moru.contracts.site;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address pool of a network: the subnet, what may be given of it, and what guests are told. */
public record AddressPool(
        String cidr, List<AddressRange> ranges, @Nullable String gateway, List<String> dns) {

    public AddressPool {
        ranges = ranges == null ? List.of() : List.copyOf(ranges);
        dns = dns == null ? List.of() : List.copyOf(dns);
    }
}
