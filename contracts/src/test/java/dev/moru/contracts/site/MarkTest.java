package dev.moru.contracts.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarkTest {

    private static final Locale USUAL = Locale.getDefault();

    private final Mark mark = new Mark(UUID.randomUUID(), UUID.randomUUID(), 2001, UUID.randomUUID());

    @AfterEach
    void restoreTheLocale() {
        Locale.setDefault(USUAL);
    }

    @Test
    void isFoundAmongWhatPeopleHaveWritten() {
        assertThat(Mark.in("A web server.\n" + mark.line() + "\nAsk Kim before a reboot."))
                .contains(mark);
        assertThat(Mark.in("moru: a server of mine")).isEmpty();
    }

    @Test
    void isTheLastOfSeveral() {
        var copied = new Mark(UUID.randomUUID(), UUID.randomUUID(), 2000, UUID.randomUUID());

        assertThat(Mark.in(copied.line() + "\n" + mark.line())).contains(mark);
    }

    @Test
    void isTheSameWhereNumbersAreWrittenInOtherDigits() {
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));

        assertThat(Mark.in(mark.line())).contains(mark);
    }
}
