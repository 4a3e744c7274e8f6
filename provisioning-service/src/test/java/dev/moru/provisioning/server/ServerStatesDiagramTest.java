package dev.moru.provisioning.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The diagram in the docs is the table. With {@code -Dmoru.write-docs=true} it is written anew. */
class ServerStatesDiagramTest {

    private static final Path PAGE = Path.of("..", "docs", "server-states.md");

    @Test
    void showsTheTransitionTable() throws IOException {
        if (Boolean.getBoolean("moru.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page());
        }
        assertThat(PAGE).hasContent(page());
    }

    private static String page() {
        return """
                <!-- Generated from TurnTable and Sighting by ServerStatesDiagramTest (-Dmoru.write-docs=true). Do not edit. -->
                # The states of a turn on a server

                Every operation on a server is a turn. Turns are granted one at a time, in the order of acceptance.

                ```mermaid
                stateDiagram-v2
                    [*] --> WAITING
                %s
                    ENDED --> [*]
                ```

                An operation ends with its turn, but for one case: when an effect does not answer, the operation ends in
                time, and its turn stays `ABANDONED` until the effect does.

                # The phases of a server between turns

                A look at the site, every 20 s and also while a participant has a turn, finds a server in one of these
                phases, whichever it was in; one that has `FAILED` stays so.

                ```mermaid
                stateDiagram-v2
                %s
                ```
                """.formatted(
                        Stream.of(TurnStage.values())
                                .flatMap(ServerStatesDiagramTest::lines)
                                .collect(Collectors.joining("\n")),
                        Stream.of(Sighting.values())
                                .map(found -> "    [*] --> %s: %s".formatted(found.phase(), found))
                                .collect(Collectors.joining("\n")));
    }

    private static Stream<String> lines(TurnStage from) {
        return TurnTable.of(from).entrySet().stream()
                .map(move -> "    %s --> %s: %s".formatted(from, move.getValue(), move.getKey()));
    }
}
