package dev.moru.config.play.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiffTest {

    @Test
    void tellsLinesThatGoAndLinesThatCome() {
        assertThat(Diff.between("a\nb\nc\n", "a\nB\nc\nd\n")).containsExactly("-b", "+B", "+d");
    }

    @Test
    void tellsNothingOfEqualTexts() {
        assertThat(Diff.between("a\nb\n", "a\nb\n")).isEmpty();
    }

    @Test
    void tellsOnlyTheSizesOfLongTexts() {
        assertThat(Diff.between("a\n".repeat(3_000), "")).containsExactly("-3000 lines", "+0 lines");
    }
}
