package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {

    private final Mask mask = new Mask(List.of("p\"w d/1'x", "short", "shorter"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p\"w d/1'x",
                "{\"password\": \"p\\\"w d/1'x\"}",
                "url=p%22w%20d%2F1%27x",
                "form=p%22w+d%2F1%27x",
                "echo 'p\"w d/1'\"'\"'x'",
                "Authorization: cCJ3IGQvMSd4",
            })
    void hidesASecretInEveryEncoding(String text) {
        assertThat(mask.hide(text)).contains("******").doesNotContain("w d", "w%20d", "w+d", "cCJ3");
    }

    @Test
    void leavesNoEndOfALongerSecret() {
        assertThat(mask.hide("it is shorter")).isEqualTo("it is ******");
    }

    @Test
    void hidesTheLinesOfAKey() {
        var key = new Mask(List.of("-----BEGIN KEY-----\nb3BlbnNzaC1rZXktdjEA\n-----END KEY-----\n"));

        assertThat(key.hide("line 2 is b3BlbnNzaC1rZXktdjEA")).isEqualTo("line 2 is ******");
    }

    @Test
    void leavesOtherTextAsItIs() {
        assertThat(mask.hide("changed: web : Install nginx")).isEqualTo("changed: web : Install nginx");
        assertThat(new Mask(List.of("")).hide("text")).isEqualTo("text");
    }
}
