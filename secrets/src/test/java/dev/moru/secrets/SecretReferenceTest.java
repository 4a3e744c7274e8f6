package dev.moru.secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    @Test
    void readsItsOwnString() {
        var reference = new SecretReference("sealed", "site/0192/token", 3);

        assertThat(reference).hasToString("sealed:site/0192/token#3");
        assertThat(SecretReference.parse("sealed:site/0192/token#3")).isEqualTo(reference);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "whsec_C2FtcGxlIHNlY3JldA==",
                "sealed:a",
                "sealed:a#",
                "sealed:a#0",
                "sealed:a#-1",
                "sealed:a#x",
                "sealed:a#99999999999",
                "SEALED:a#1",
                ":a#1",
                "#:1",
                "sealed:../a#1"
            })
    void refusesWhatIsNoReference(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> SecretReference.parse(text));
    }

    @Test
    void doesNotQuoteASecretThatWasGivenInsteadOfAReference() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SecretReference.parse("whsec_C2FtcGxlIHNlY3JldA=="))
                .withMessageNotContaining("C2FtcGxl");
    }
}
