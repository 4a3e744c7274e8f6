package dev.moru.notification.channel.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressPolicyTest {

    private static final AddressPolicy STRICT = AddressPolicy.allowing(List.of());

    private static final AddressPolicy LENIENT = AddressPolicy.allowing(
            List.of("127.0.0.0/8", "10.1.0.0/16", "::1/128", "fd00::/8", "169.254.0.0/16", "fe80::/10"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "93.184.215.14",
                "1.1.1.1",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "223.255.255.254",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                // The same public IPv4 address, translated by NAT64 and by 6to4.
                "64:ff9b::5db8:d70e",
                "2002:5db8:d70e::1"
            })
    void allowsPublicAddresses(String address) throws UnknownHostException {
        assertThat(STRICT.allows(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                // What a shorter or odd notation of 127.0.0.1 is read as.
                "2130706433",
                "127.1",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:0:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2002:c0a8:101::",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "ff02::1",
                "5f00::1"
            })
    void refusesWhatIsNotPublicInWhateverForm(String address) throws UnknownHostException {
        assertThat(STRICT.allows(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.1.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "fd00:ec2::254",
                "fd20:ce::254",
                "100.100.100.200",
                "168.63.129.16"
            })
    void refusesMetadataAndLinkLocalAddressesEvenWhenTheyAreAllowed(String address) throws UnknownHostException {
        assertThat(STRICT.allows(InetAddress.getByName(address))).isFalse();
        assertThat(LENIENT.allows(InetAddress.getByName(address))).isFalse();
        assertThat(LENIENT.allowsPlainText(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void seesThroughAMappedAddressThatTheJdkDidNotConvert() throws UnknownHostException {
        byte[] mapped = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};

        assertThat(STRICT.allows(Inet6Address.getByAddress("rebound.example", mapped, -1)))
                .isFalse();
        assertThat(LENIENT.allows(Inet6Address.getByAddress("rebound.example", mapped, -1)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "::1", "fd12::1", "::ffff:10.1.2.3", "64:ff9b::a01:203"})
    void allowsWhatTheInstallationAllows(String address) throws UnknownHostException {
        assertThat(LENIENT.allows(InetAddress.getByName(address))).isTrue();
        assertThat(LENIENT.allowsPlainText(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.2.0.1", "192.168.1.1"})
    void allowsNoMoreThanThat(String address) throws UnknownHostException {
        assertThat(LENIENT.allows(InetAddress.getByName(address))).isFalse();
    }

    @Test
    void asksForTlsOnTheWayToPublicAddresses() throws UnknownHostException {
        assertThat(LENIENT.allowsPlainText(InetAddress.getByName("93.184.215.14")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "::/129", "localhost/8", "10.0.0.0/x", "a/b/c"})
    void refusesWhatIsNoBlock(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressBlock.parse(text));
    }
}
