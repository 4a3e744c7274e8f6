package dev.moru.provisioning.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.moru.contracts.site.AddressPool;
import dev.moru.contracts.site.AddressRange;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AddressDrawTest {

    @Test
    void triesARangeFromItsBeginning() {
        assertThat(order(pool("10.0.0.0/24", "10.0.0.10", "10.0.0.12"), null))
                .containsExactly("10.0.0.10", "10.0.0.11", "10.0.0.12");
    }

    @Test
    void goesOnBehindTheLastOneAndBeginsAnew() {
        assertThat(order(pool("10.0.0.0/24", "10.0.0.10", "10.0.0.12"), "10.0.0.11"))
                .containsExactly("10.0.0.12", "10.0.0.10", "10.0.0.11");
    }

    @Test
    void drawsFromTheWholeSubnetButItsEndsAndItsGateway() {
        var pool = new AddressPool("10.0.0.0/29", List.of(), "10.0.0.1", List.of());

        assertThat(order(pool, null)).containsExactly("10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6");
    }

    @Test
    void knowsIpv6() {
        var pool = new AddressPool(
                "2001:db8::/64", List.of(new AddressRange("2001:db8::10", "2001:db8::11")), null, List.of());

        assertThat(AddressDraw.of(pool).isIpv6()).isTrue();
        assertThat(order(pool, null)).containsExactly("2001:db8:0:0:0:0:0:10", "2001:db8:0:0:0:0:0:11");
        assertThat(AddressDraw.prefixLength(pool)).isEqualTo(64);
    }

    @Test
    void tellsWhatIsInASubnet() {
        var pool = pool("10.0.0.0/24", "10.0.0.10", "10.0.0.12");

        assertThat(AddressDraw.contains(pool, "10.0.0.200")).isTrue();
        assertThat(AddressDraw.contains(pool, "10.0.1.1")).isFalse();
    }

    @Test
    void looksNothingUp() {
        assertThatThrownBy(() -> AddressDraw.number("example.org")).isInstanceOf(IllegalArgumentException.class);
    }

    private static AddressPool pool(String cidr, String from, String to) {
        return new AddressPool(cidr, List.of(new AddressRange(from, to)), null, List.of());
    }

    private static Stream<String> order(AddressPool pool, @Nullable String last) {
        var draw = AddressDraw.of(pool);
        return draw.candidatesAfter(last, 2).stream()
                .flatMap(List::stream)
                .map(number -> AddressDraw.text(number, draw.isIpv6()));
    }
}
