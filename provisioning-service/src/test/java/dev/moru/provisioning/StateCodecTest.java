package dev.moru.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StateCodecTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:00:00.123456789Z");

    private record Dated(@Nullable Instant at, @Nullable String note) {}

    private final StateCodec codec = new StateCodec();

    @Test
    void keepsTimesToTheNanosecondAndLeavesOutWhatIsAbsent() {
        var text = codec.write(new Dated(TIME, null));

        assertThat(text).isEqualTo("{\"at\":1772359200.123456789}");
        assertThat(codec.read(text, Dated.class)).isEqualTo(new Dated(TIME, null));
    }

    @Test
    void readsTimesThatEarlierVersionsHaveWrittenAsWords() {
        var text = "{\"at\":\"2026-03-01T10:00:00.123456789Z\",\"note\":\"kept\"}";

        assertThat(codec.read(text, Dated.class)).isEqualTo(new Dated(TIME, "kept"));
    }
}
