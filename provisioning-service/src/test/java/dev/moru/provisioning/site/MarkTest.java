package dev.moru.provisioning.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.moru.contracts.site.Mark;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkTest {

    private static final UUID INSTALLATION = UUID.randomUUID();
    private static final Mark MARK = new Mark(INSTALLATION, UUID.randomUUID(), 2004, UUID.randomUUID());

    @Test
    void isFoundAmongOtherLinesOfADescription() {
        assertThat(Mark.in("legacy web server\n" + MARK.line() + "\nowner: shop"))
                .contains(MARK);
    }

    @Test
    void isTheLastOneWhenADescriptionWasCopiedAndMarkedAgain() {
        var newer = new Mark(INSTALLATION, UUID.randomUUID(), 2005, UUID.randomUUID());

        assertThat(Mark.in(MARK.line() + "\n" + newer.line())).contains(newer);
    }

    @Test
    void isNotFoundInsideALine() {
        assertThat(Mark.in("see " + MARK.line())).isEmpty();
        assertThat(Mark.in("moru: installation=x")).isEmpty();
        assertThat(Mark.in("")).isEmpty();
    }

    @Test
    void makesAGuestOursOnlyUnderItsOwnVmIdAndInstallation() {
        assertThat(MARK.makesOurs(INSTALLATION, 2004)).isTrue();
        assertThat(MARK.makesOurs(INSTALLATION, 2005)).isFalse();
        assertThat(MARK.makesOurs(UUID.randomUUID(), 2004)).isFalse();
    }
}
