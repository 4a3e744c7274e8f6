package dev.moru.gateway.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.moru.gateway.problem.ProblemException;
import dev.moru.gateway.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** On a file system of 16 MiB of its own, which only root may mount. */
class FreeSpaceGateTest {

    @TempDir
    Path directory;

    private final AtomicInteger passed = new AtomicInteger();
    private boolean mounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=16m", "tmpfs", directory.toString());
        assumeThat(mounted).as("a small file system can be mounted, as root").isTrue();
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException {
        if (mounted) {
            run("umount", directory.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    @Test
    void refusesWhatWouldBeStoredWhileTheDiskIsNearlyFull() throws IOException {
        var gate = gate();
        send(gate, MockServerHttpRequest.post("/api/v1/projects/default/servers"));
        assertThat(passed).hasValue(1);

        var filling = Files.write(directory.resolve("filling"), new byte[12 << 20]);
        await().untilAsserted(() -> assertThatThrownBy(
                        () -> send(gate, MockServerHttpRequest.post("/api/v1/projects/default/servers")))
                .isInstanceOfSatisfying(ProblemException.class, refused -> {
                    assertThat(refused.problem().type()).isEqualTo(ProblemType.DISK_FULL);
                    assertThat(refused.problem().retryAfter()).isPositive();
                }));
        assertThatThrownBy(() -> send(gate, MockServerHttpRequest.delete("/api/v1/projects/default/servers/web")))
                .isInstanceOf(ProblemException.class);
        send(gate, MockServerHttpRequest.get("/api/v1/projects/default/servers"));
        send(gate, MockServerHttpRequest.post("/api/v1/sessions"));

        Files.delete(filling);
        passed.set(0);
        await().ignoreExceptions().untilAsserted(() -> {
            send(gate, MockServerHttpRequest.post("/api/v1/projects/default/servers"));
            assertThat(passed).hasValue(1);
        });
    }

    private FreeSpaceGate gate() {
        return new FreeSpaceGate(new FreeSpaceProperties(directory, DataSize.ofMegabytes(8)));
    }

    private void send(FreeSpaceGate gate, MockServerHttpRequest.BaseBuilder<?> request) {
        gate.filter(MockServerWebExchange.from(request), exchange -> {
                    passed.incrementAndGet();
                    return Mono.empty();
                })
                .block();
    }
}
