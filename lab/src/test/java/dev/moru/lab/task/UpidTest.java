package dev.moru.lab.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpidTest {

    @Test
    void readsWhatItPrints() {
        var upid = new Upid("pve1", 0x3A1F2, 0x1C9F3B2, 0x69563F00, "qmclone", "9000", "auto@pve!mgr");

        assertThat(upid).hasToString("UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr:");
        assertThat(Upid.parse(upid.toString())).contains(upid);
        assertThat(upid.toString().split(":", -1)).hasSize(9);
    }

    @Test
    void tellsTheUserFromTheToken() {
        var upid = Upid.parse("UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve!mgr:")
                .orElseThrow();

        assertThat(upid.userWithoutToken()).isEqualTo("auto@pve");
        assertThat(upid.tokenId()).contains("mgr");
        assertThat(upid.pid()).isEqualTo(238066);
        assertThat(upid.startTime()).isEqualTo(1767259904);
    }

    @Test
    void escapesAnIdWithReservedCharacters() {
        var upid = new Upid("pve1", 1, 1, 1, "imgdel", "local:iso/x y", "root@pam");

        assertThat(upid.toString().split(":", -1)).hasSize(9);
        assertThat(Upid.parse(upid.toString())).contains(upid);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "UPID:",
                "UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve",
                "UPID:pve1:3A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve:",
                "UPID:../etc:0003A1F2:01C9F3B2:69563F00:qmclone:9000:auto@pve:"
            })
    void refusesWhatIsNone(String text) {
        assertThat(Upid.parse(text)).isEmpty();
    }
}
