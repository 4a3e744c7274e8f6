package dev.moru.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommandTest {

    private static final Duration A_MOMENT = Duration.ofMillis(300);

    @Test
    void tellsWhatAProgramPrintsAndHowItEnds() {
        var result = Command.of("sh", "-c", "echo out; echo err >&2; exit 3").run();

        assertThat(result).isEqualTo(new Command.Result(3, "out\nerr"));
    }

    @Test
    void countsAProgramThatIsNotInstalledAsFailed() {
        assertThat(Command.of("no-such-program").run().succeeded()).isFalse();
    }

    @Test
    void endsAProgramThatHangs() {
        var result = withinSeconds(Command.of("sh", "-c", "echo begun; sleep 60"));

        assertThat(result.succeeded()).isFalse();
        assertThat(result.output()).contains("did not end");
    }

    @Test
    void doesNotWaitForWhatAProgramLeavesBehind() {
        assertThat(withinSeconds(Command.of("sh", "-c", "sleep 20 & exit 0")).succeeded())
                .isTrue();
    }

    private static Command.Result withinSeconds(Command command) {
        return assertTimeoutPreemptively(Duration.ofSeconds(10), () -> command.run(A_MOMENT));
    }
}
