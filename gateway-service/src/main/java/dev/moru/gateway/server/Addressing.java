package dev.moru.gateway.server;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.NetworkSpec;
import dev.moru.gateway.configuration.Cidr;
import dev.moru.gateway.configuration.Resource;
import dev.moru.gateway.problem.Complaints;
import dev.moru.gateway.problem.ProblemType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fits what is asked of a network card to the network. */
final class Addressing {

    static final String AUTO = "auto";
    static final String DHCP = "dhcp";
    static final String NONE = "none";

    /** The condition by which the owner of a network tells that its pool has nothing left. */
    static final String FREE_ADDRESSES = "AddressesAvailable";

    private static final Set<String> WORDS = Set.of(AUTO, DHCP, NONE);

    private final Complaints complaints;

    Addressing(Complaints complaints) {
        this.complaints = complaints;
    }

    String ipv4(String pointer, @Nullable String wanted, Resource network) {
        var pool = network.spec(NetworkSpec.class).ipv4();
        var word = wanted != null ? wanted : pool == null ? DHCP : AUTO;
        check(pointer, word, pool, network);
        return word;
    }

    String ipv6(String pointer, @Nullable String wanted, Resource network) {
        var word = wanted == null ? NONE : wanted;
        check(pointer, word, network.spec(NetworkSpec.class).ipv6(), network);
        return word;
    }

    /** What is asked for so that another server gets an address like it; null: whatever the network gives. */
    static @Nullable String fresh(String word) {
        return WORDS.contains(word) ? word : null;
    }

    private void check(String pointer, String word, @Nullable AddressPool pool, Resource network) {
        if (word.equals(AUTO)) {
            checkPool(pointer, pool, network);
        } else if (!WORDS.contains(word)) {
            checkLiteral(pointer, word, pool);
        }
    }

    private void checkPool(String pointer, @Nullable AddressPool pool, Resource network) {
        if (pool == null) {
            complaints.invalid(pointer, "network " + network.name() + " has no pool to take an address from");
        } else if (pool.ranges().isEmpty() || network.status().denies(FREE_ADDRESSES)) {
            complaints.add(ProblemType.POOL_EMPTY, pointer, "network " + network.name() + " has no free address");
        }
    }

    private void checkLiteral(String pointer, String word, @Nullable AddressPool pool) {
        var address = Cidr.address(word);
        if (address.isEmpty()) {
            complaints.invalid(pointer, "auto, dhcp, none or an address");
        } else if (pool != null
                && !Cidr.parse(pool.cidr())
                        .map(net -> net.contains(address.get()))
                        .orElse(true)) {
            complaints.invalid(pointer, "outside of " + pool.cidr());
        }
    }
}
