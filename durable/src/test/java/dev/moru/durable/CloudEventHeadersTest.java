package dev.moru.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CloudEventHeadersTest {

    private static final Envelope ENVELOPE = new Envelope(
            UUID.fromString("01920000-0000-7000-8000-000000000001"),
            "/moru/test",
            "test.counted.v1",
            "subject",
            Instant.parse("2026-01-02T03:04:05.678Z"),
            2,
            7,
            new MessageContext(
                    UUID.fromString("01920000-0000-7000-8000-000000000002"),
                    null,
                    "user:admin",
                    "default",
                    null,
                    "info",
                    Instant.parse("2026-01-02T04:00:00Z"),
                    "3/7/configure",
                    null));

    private static Map<String, byte[]> headersOf(Envelope envelope) {
        var headers = new HashMap<String, byte[]>();
        CloudEventHeaders.of(envelope).forEach(header -> headers.put(header.key(), header.value()));
        return headers;
    }

    @Test
    void readsWhatItHasWritten() {
        assertThat(CloudEventHeaders.read(headersOf(ENVELOPE))).isEqualTo(ENVELOPE);
    }

    @Test
    void namesTheHeaderThatIsMissing() {
        var headers = headersOf(ENVELOPE);
        headers.remove("ce_sequence");

        assertThatThrownBy(() -> CloudEventHeaders.read(headers))
                .isInstanceOf(UndecodableMessage.class)
                .hasMessageContaining("ce_sequence");
    }

    @Test
    void findsTheOperationOfARecordWhoseOtherHeadersAreBroken() {
        var headers = headersOf(ENVELOPE);
        headers.remove("ce_id");

        assertThat(CloudEventHeaders.operationId(headers))
                .isEqualTo(ENVELOPE.context().operationId());
    }

    @Test
    void takesTheTimeOfAMessageFromItsId() {
        var before = Instant.now().minusMillis(1);

        assertThat(CloudEventHeaders.timeOf(UuidCreator.getTimeOrderedEpoch()))
                .isBetween(before, Instant.now().plusMillis(1));
    }
}
