package dev.moru.gateway.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class RemoteDeadLettersTest {

    private static final String LETTER = """
            {"id": "%s", "topic": "t", "partition": 0, "offset": 1, "reason": "%s", "headers": {}}
            """.formatted(UUID.randomUUID(), "x".repeat(2_000));

    private final DisposableServer owner = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.get(
                    "/actuator/deadletters",
                    (request, response) -> response.header("Content-Type", "application/json")
                            .sendString(
                                    Mono.just(Collections.nCopies(1_000, LETTER).toString()))))
            .bindNow();

    private final RemoteDeadLetters letters =
            new RemoteDeadLetters("owner", URI.create("http://127.0.0.1:" + owner.port()), Duration.ofSeconds(10));

    @AfterEach
    void stop() {
        owner.disposeNow();
    }

    @Test
    void takesAListAsLongAsAnOwnerGivesOne() {
        assertThat(letters.list().block()).hasSize(1_000);
    }
}
