package dev.moru.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class SecretValueTest {

    @Test
    void doesNotPrint() {
        var value = SecretValue.of("hunter2");

        assertThat(value).hasToString("******");
        assertThat("%s".formatted(value)).doesNotContain("hunter2");
    }

    @Test
    void readsAsItWasGiven() {
        assertThat(SecretValue.of("ключ").chars()).isEqualTo("ключ".toCharArray());
        assertThat(SecretValue.of("ключ".toCharArray()).text()).isEqualTo("ключ");
        assertThat(SecretValue.of(new byte[] {1, 2}).bytes()).containsExactly(1, 2);
    }

    @Test
    void keepsItsOwnCopy() {
        byte[] given = {1, 2};
        var value = SecretValue.of(given);

        given[0] = 9;
        value.bytes()[1] = 9;

        assertThat(value.bytes()).containsExactly(1, 2);
    }

    @Test
    void isGoneAfterItWasDestroyed() {
        var value = SecretValue.of("hunter2");

        value.close();

        assertThat(value.isDestroyed()).isTrue();
        assertThatIllegalStateException().isThrownBy(value::text);
        assertThatIllegalStateException().isThrownBy(value::bytes);
        assertThatIllegalStateException().isThrownBy(value::chars);
    }

    @Test
    void equalsByItsValue() {
        assertThat(SecretValue.of("a")).isEqualTo(SecretValue.of("a")).isNotEqualTo(SecretValue.of("b"));
    }
}
