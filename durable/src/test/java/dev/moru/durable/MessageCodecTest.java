package dev.moru.durable;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageCodecTest {

    private record Counted(int count) {
        Counted {
            if (count < 0) {
                throw new IllegalArgumentException("a count is not negative");
            }
        }
    }

    private final MessageCodec codec = new MessageCodec(new MessageTypes(
            type -> "test.counted.v1",
            name -> Optional.of(Counted.class).filter(it -> name.equals("test.counted.v1"))));

    @Test
    void readsWhatItKnowsAndIgnoresWhatIsNewInIt() {
        assertThat(codec.decode("test.counted.v1", "{\"count\": 3, \"since\": 1}".getBytes(UTF_8)))
                .contains(new Counted(3));
    }

    @Test
    void leavesTypesThatItDoesNotKnow() {
        assertThat(codec.decode("test.unheard.v1", new byte[0])).isEmpty();
    }

    @Test
    void saysWhatARecordRefuses() {
        assertThatThrownBy(() -> codec.decode("test.counted.v1", "{\"count\": -1}".getBytes(UTF_8)))
                .isInstanceOf(UndecodableMessage.class)
                .hasMessageContaining("a count is not negative");
    }

    @Test
    void saysWhyABodyCanNotBeReadInWordsForAPerson() {
        assertThatThrownBy(() -> codec.decode("test.counted.v1", "{\"count\": 3".getBytes(UTF_8)))
                .isInstanceOf(UndecodableMessage.class)
                .hasMessage("body is no test.counted.v1: Unexpected end-of-input: expected close marker for Object");
    }
}
