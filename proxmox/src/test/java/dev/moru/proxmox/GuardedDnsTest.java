package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedDnsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "fe80::1",
                "fd00:ec2::254",
                "0.0.0.0",
                "::",
                "224.0.0.1"
            })
    void leavesOutWhatACLusterCannotHave(String address) throws UnknownHostException {
        assertThat(GuardedDns.isAllowed(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.2", "192.168.1.10", "fd00::1", "2001:db8::1", "64:ff9b::a00:2"})
    void allowsPrivateAndPublicAddresses(String address) throws UnknownHostException {
        assertThat(GuardedDns.isAllowed(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void isAskedForEveryConnection() {
        var endpoint = Endpoint.of("https://169.254.169.254", new TlsTrust.PlatformAuthorities());
        try (var client = TestClients.of(endpoint)) {
            var failure = catchThrowableOfType(ProxmoxException.Unreachable.class, client::version);

            assertThat(failure).hasMessageContaining("link-local");
        }
    }
}
