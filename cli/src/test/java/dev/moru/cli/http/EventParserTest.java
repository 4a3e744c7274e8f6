package dev.moru.cli.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTest {

    @Test
    void putsLinesTogetherAsTheStandardSays() {
        assertThat(parsed(
                        ": hello", "id: 1.7", "event: step", "data: a", "data:  b", "", "", "data", "", "retry: 5", ""))
                .containsExactly(
                        new ServerSentEvent("1.7", "step", "a\n b"), new ServerSentEvent("1.7", "message", ""));
    }

    @Test
    void dropsAnEventThatWasCutOff() {
        assertThat(parsed("event: step", "data: half")).isEmpty();
    }

    private static List<ServerSentEvent> parsed(String... lines) {
        var parser = new EventParser();
        return Stream.of(lines).map(parser::line).flatMap(Optional::stream).toList();
    }
}
