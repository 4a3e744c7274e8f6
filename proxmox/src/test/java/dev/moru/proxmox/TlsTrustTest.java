package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTrustTest {

    private static final TlsTrust AUTHORITY = TlsTrust.authority(TestCertificate.LOOPBACK.pem());
    private static final TlsTrust PIN = TlsTrust.fingerprint(TestCertificate.LOOPBACK.fingerprint());

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anAuthorityIsEnoughForTheNamesAndAddressesOfTheCertificate(String host) {
        try (var server = ScriptedServer.with(TestCertificate.LOOPBACK)) {
            assertAccepted(server.endpoint(host, AUTHORITY));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void anAuthorityIsNotEnoughForAnotherName(String host) {
        try (var server = ScriptedServer.with(TestCertificate.ELSEWHERE)) {
            assertRefused(server, server.endpoint(host, TlsTrust.authority(TestCertificate.ELSEWHERE.pem())));
        }
    }

    @Test
    void isTheNarrowestOfWhatIsConfigured() {
        var pin = TestCertificate.LOOPBACK.fingerprint();
        var authority = TestCertificate.LOOPBACK.pem();

        assertThat(TlsTrust.of(pin, authority)).isEqualTo(PIN);
        assertThat(TlsTrust.of(null, authority)).isEqualTo(AUTHORITY);
        assertThat(TlsTrust.of(null, null)).isEqualTo(new TlsTrust.PlatformAuthorities());
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() {
        try (var server = ScriptedServer.with(TestCertificate.LOOPBACK)) {
            assertRefused(server, server.endpoint("localhost", TlsTrust.authority(TestCertificate.ELSEWHERE.pem())));
        }
    }

    @Test
    void aSelfSignedCertificateIsUnknownToThePlatform() {
        try (var server = ScriptedServer.with(TestCertificate.LOOPBACK)) {
            assertRefused(server, server.endpoint("localhost", new TlsTrust.PlatformAuthorities()));
        }
    }

    @Test
    void aFingerprintIsEnoughWhateverTheName() {
        try (var server = ScriptedServer.with(TestCertificate.ELSEWHERE)) {
            assertAccepted(server.endpoint("127.0.0.1", TlsTrust.fingerprint(TestCertificate.ELSEWHERE.fingerprint())));
        }
    }

    @Test
    void anotherCertificateThanThePinnedOneIsRefused() {
        try (var server = ScriptedServer.with(TestCertificate.ELSEWHERE)) {
            var failure = assertRefused(server, server.endpoint("127.0.0.1", PIN));

            assertThat(failure).hasMessageContaining(TestCertificate.ELSEWHERE.fingerprint());
        }
    }

    @Test
    void anUntrustedEndpointIsNotUsedButDoesNotStopTheOthers() {
        try (var stranger = ScriptedServer.with(TestCertificate.ELSEWHERE);
                var server = ScriptedServer.answering(Reply.data("[]"));
                var client = TestClients.of(stranger.endpoint("127.0.0.1", PIN), server.endpoint("127.0.0.1", PIN))) {
            assertThat(client.nodes()).isEmpty();
            assertThat(stranger.requests()).isEmpty();
        }
    }

    @Test
    void anUntrustedEndpointIsWhatIsReportedWhenTheOthersAreAway() {
        var gone = ScriptedServer.with(TestCertificate.LOOPBACK);
        gone.close();
        try (var stranger = ScriptedServer.with(TestCertificate.ELSEWHERE);
                var client = TestClients.of(stranger.endpoint("127.0.0.1", PIN), gone.endpoint())) {
            var failure = catchThrowableOfType(ProxmoxException.Untrusted.class, client::nodes);

            assertThat(failure.getSuppressed()).hasOnlyElementsOfType(ProxmoxException.Unreachable.class);
        }
    }

    @Test
    void readsAFingerprintAsProxmoxPrintsIt() {
        var printed =
                TestCertificate.LOOPBACK.fingerprint().toUpperCase(Locale.ROOT).replaceAll("(..)(?!$)", "$1:");

        assertThat(TlsTrust.fingerprint(printed)).isEqualTo(PIN);
    }

    @Test
    void refusesTrustThatCannotWork() {
        assertThatIllegalArgumentException().isThrownBy(() -> TlsTrust.fingerprint("ab:cd"));
        assertThatIllegalArgumentException().isThrownBy(() -> TlsTrust.authority("no certificate"));
        assertThatIllegalArgumentException().isThrownBy(() -> TlsTrust.authority(""));
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("http://pve1:8006", PIN));
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("https://root:secret@pve1:8006", PIN));
        assertThatIllegalArgumentException().isThrownBy(() -> Endpoint.of("https://pve1:8006/api2", PIN));
    }

    @Test
    void anEndpointHasThePortOfTheApiByDefault() {
        assertThat(Endpoint.of("https://[fd00::1]", PIN).port()).isEqualTo(8006);
        assertThat(Endpoint.of("https://[fd00::1]", PIN).host()).isEqualTo("fd00::1");
    }

    private static void assertAccepted(Endpoint endpoint) {
        try (var client = TestClients.of(endpoint)) {
            assertThatCode(client::nodes).doesNotThrowAnyException();
        }
    }

    private static ProxmoxException assertRefused(ScriptedServer server, Endpoint endpoint) {
        try (var client = TestClients.of(endpoint)) {
            var failure = catchThrowableOfType(ProxmoxException.Untrusted.class, client::nodes);

            assertThat(failure.retryClass()).isEqualTo(RetryClass.NEVER);
            assertThat(server.requests()).isEmpty();
            return failure;
        }
    }
}
