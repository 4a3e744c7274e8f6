package dev.moru.notification.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.moru.notification.channel.address.AddressPolicy;
import dev.moru.notification.channel.address.RefusedAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class JudgingResolverTest {

    @Test
    void givesTheClientOnlyAddressesThatAreAllowed() throws UnknownHostException {
        var lenient = AddressPolicy.allowing(List.of("127.0.0.0/8"));
        var strict = AddressPolicy.allowing(List.of());

        assertThat(new JudgingResolver(lenient::allows).resolve("127.0.0.1"))
                .containsExactly(InetAddress.getByName("127.0.0.1"));
        assertThatExceptionOfType(RefusedAddress.class)
                .isThrownBy(() -> new JudgingResolver(strict::allows).resolve("localhost"));
    }
}
