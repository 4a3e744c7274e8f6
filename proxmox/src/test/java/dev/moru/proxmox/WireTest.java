package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WireTest {

    private static final Reply VERSION = Reply.data("{\"version\":\"9.1.1\",\"release\":\"9.1\",\"repoid\":\"abc\"}");
    private static final Reply UPID =
            Reply.data("\"UPID:pve1:0003A1F2:01C9F3B2:69563F00:qmstart:100:moru@pve!spine:\"");

    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void sendsTheTokenAndFormParameters() {
        try (var server = ScriptedServer.answering(Reply.data("null"));
                var client = TestClients.of(server.endpoint())) {
            client.node("pve1")
                    .qemu(100)
                    .configure(
                            Parameters.of("name", "web 01")
                                    .with("onboot", true)
                                    .with("net0", PropertyString.parse("virtio,bridge=vmbr0"))
                                    .deleting("vga", "balloon"),
                            "abc");

            var request = server.requests().get(0);
            assertThat(request.line()).isEqualTo("PUT /nodes/pve1/qemu/100/config");
            assertThat(request.headers())
                    .containsEntry("authorization", "PVEAPIToken=moru@pve!spine=3f1c9a52-5d0b-4d3c-8a43-0c7d3f6a1b2e")
                    .containsEntry("content-type", "application/x-www-form-urlencoded")
                    .doesNotContainKey("transfer-encoding");
            assertThat(request.body())
                    .isEqualTo("name=web%2001&onboot=1&net0=virtio%2Cbridge%3Dvmbr0&delete=vga%2Cballoon&digest=abc");
        }
    }

    @Test
    void putsTheParametersOfADeleteIntoTheQuery() {
        try (var server = ScriptedServer.answering(UPID);
                var client = TestClients.of(server.endpoint())) {
            client.node("pve1").qemu(100).delete();

            var request = server.requests().get(0);
            assertThat(request.line()).isEqualTo("DELETE /nodes/pve1/qemu/100?purge=1&destroy-unreferenced-disks=1");
            assertThat(request.headers()).doesNotContainKey("content-length");
        }
    }

    @Test
    void keepsAConnectionForTheNextCall() {
        try (var server = ScriptedServer.answering(VERSION);
                var client = TestClients.of(server.endpoint())) {
            client.version();
            client.version();

            assertThat(server.acceptedConnections()).isEqualTo(1);
        }
    }

    @Test
    void manyThreadsShareAFewConnections() {
        try (var server = ScriptedServer.answering(VERSION);
                var client = TestClients.of(server.endpoint())) {
            var calls = IntStream.range(0, 400)
                    .mapToObj(number -> CompletableFuture.supplyAsync(client::version, threads))
                    .toList();

            assertThat(calls).allSatisfy(call -> assertThat(call.join().major()).isEqualTo(9));
            assertThat(server.acceptedConnections()).isLessThanOrEqualTo(8);
        }
    }

    @Test
    void readsCompressedAnswers() {
        var nodes = "{\"data\":[" + "{\"node\":\"pve1\",\"status\":\"online\"},".repeat(999)
                + "{\"node\":\"last\",\"status\":\"online\"}]}";
        try (var server = ScriptedServer.answering(Reply.gzip(nodes));
                var client = TestClients.of(server.endpoint())) {
            assertThat(client.nodes()).hasSize(1_000);
            assertThat(client.nodes()).last().extracting(NodeSummary::node).isEqualTo("last");
        }
    }

    @Test
    void refusesACompressedAnswerThatWouldFillTheMemory() {
        try (var server = ScriptedServer.answering(Reply.gzip(" ".repeat(40 * 1024 * 1024)));
                var client = TestClients.of(server.endpoint())) {
            var failure = catchThrowableOfType(ProxmoxException.Unanswered.class, client::nodes);

            assertThat(failure).hasMessageContaining("larger than");
        }
    }

    @Test
    void cutsAnAnswerThatDripsWhenTheTotalTimeIsUp() {
        try (var server = ScriptedServer.answering(Reply.drip());
                var client = TestClients.of(server.endpoint()).within(Duration.ofMillis(300))) {
            var start = System.nanoTime();

            var failure = catchThrowableOfType(ProxmoxException.Unanswered.class, client::version);

            assertThat(failure).hasMessageContaining("no whole answer within");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void doesNotWaitForAHalfOpenConnection() {
        try (var server = ScriptedServer.answering(Reply.silence());
                var client = TestClients.of(server.endpoint()).within(Duration.ofMillis(300))) {
            var failure = catchThrowableOfType(
                    ProxmoxException.Unanswered.class,
                    () -> client.node("pve1").qemu(100).start());

            assertThat(failure.retryClass()).isEqualTo(RetryClass.LOOK_FIRST);
            assertThat(failure.status()).isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void cutsAHandshakeThatNeverEnds() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var client = TestClients.of(Endpoint.of(
                                "https://127.0.0.1:" + mute.getLocalPort(),
                                TlsTrust.authority(TestCertificate.LOOPBACK.pem())))
                        .within(Duration.ofMillis(300))) {
            var start = System.nanoTime();

            var failure = catchThrowableOfType(
                    ProxmoxException.Unreachable.class,
                    () -> client.node("pve1").qemu(100).start());

            assertThat(failure.retryClass()).isEqualTo(RetryClass.RETRY);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void asksBeforeEachCallHowLongItMayTake() {
        var budgets = List.of(Duration.ofSeconds(5), Duration.ofMillis(200)).iterator();
        try (var server = ScriptedServer.answering(VERSION);
                var client = TestClients.of(server.endpoint()).within(budgets::next)) {
            client.version();
            server.answer(request -> Reply.silence());

            assertThatExceptionOfType(ProxmoxException.Unanswered.class).isThrownBy(client::version);
            assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(client::version);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void readsFailOverToAnotherEndpointAndStayThere() {
        try (var broken = ScriptedServer.answering(Reply.hangUp());
                var server = ScriptedServer.answering(VERSION);
                var client = TestClients.of(broken.endpoint(), server.endpoint())) {
            assertThat(client.version().release()).isEqualTo("9.1");
            assertThat(client.version().major()).isEqualTo(9);

            assertThat(broken.requests()).hasSize(1);
            assertThat(server.requests()).hasSize(2);
        }
    }

    @Test
    void readsMoveOnWhenAnEndpointCannotReachTheNode() {
        for (var status : List.of(595, 596, 599)) {
            try (var isolated = ScriptedServer.answering(Reply.of(status, "No route to host", "text/plain", ""));
                    var server = ScriptedServer.answering(Reply.data("[]"));
                    var client = TestClients.of(isolated.endpoint(), server.endpoint())) {
                assertThat(client.node("pve2").guests()).isEmpty();
            }
        }
    }

    @Test
    void readsGiveASilentEndpointOnlyItsShareOfTheTime() {
        try (var silent = ScriptedServer.answering(Reply.silence());
                var server = ScriptedServer.answering(VERSION);
                var client =
                        TestClients.of(silent.endpoint(), server.endpoint()).within(Duration.ofSeconds(1))) {
            assertThat(client.version().release()).isEqualTo("9.1");
        }
    }

    @Test
    void neverSendsAWriteTwiceOnceItMayHaveArrived() {
        try (var broken = ScriptedServer.answering(Reply.hangUp());
                var server = ScriptedServer.answering(UPID);
                var client = TestClients.of(broken.endpoint(), server.endpoint())) {
            var failure = catchThrowableOfType(
                    ProxmoxException.Unanswered.class,
                    () -> client.node("pve1").qemu(100).start());

            assertThat(failure.retryClass()).isEqualTo(RetryClass.LOOK_FIRST);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void sendsAWriteToTheNextEndpointWhenTheFirstRefusesTheConnection() {
        var gone = ScriptedServer.answering(VERSION);
        gone.close();
        try (var server = ScriptedServer.answering(UPID);
                var client = TestClients.of(gone.endpoint(), server.endpoint())) {
            assertThat(client.node("pve1").qemu(100).start().type()).isEqualTo("qmstart");
        }
    }

    @Test
    void saysThatNothingWasSentWhenNoEndpointCanBeConnectedTo() {
        var gone = ScriptedServer.answering(VERSION);
        gone.close();
        try (var client = TestClients.of(gone.endpoint())) {
            var failure = catchThrowableOfType(
                    ProxmoxException.Unreachable.class,
                    () -> client.node("pve1").qemu(100).start());

            assertThat(failure.retryClass()).isEqualTo(RetryClass.RETRY);
            assertThat(failure).hasMessageContaining("127.0.0.1:" + gone.port());
        }
    }

    @Test
    void doesNotWriteOnAConnectionThatTheServerHasClosed() {
        try (var server = ScriptedServer.answering(Reply.dataThenHangUp("[]"));
                var client = TestClients.of(server.endpoint())) {
            client.nodes();
            server.answer(request -> UPID);
            await().until(() -> server.endedConnections() == 1);

            client.node("pve1").qemu(100).start();

            assertThat(server.lines()).containsExactly("GET /nodes", "POST /nodes/pve1/qemu/100/status/start");
        }
    }

    @Test
    void checksEachEndpointOnItsOwn() {
        var gone = ScriptedServer.answering(VERSION);
        gone.close();
        try (var server = ScriptedServer.answering(VERSION);
                var client = TestClients.of(server.endpoint(), gone.endpoint())) {
            var checks = client.checkEndpoints();

            assertThat(checks).extracting(EndpointCheck::isUsable).containsExactly(true, false);
            assertThat(checks.get(0).certificateEnd()).isAfter(Instant.now());
            assertThat(checks.get(1).failure()).isInstanceOf(ProxmoxException.Unreachable.class);
        }
    }

    @Test
    void signsInWithAPasswordAndSendsTheCsrfTokenWithWritesOnly() {
        var tickets = new AtomicInteger();
        try (var server = ScriptedServer.answering(request -> switch (request.path()) {
                    case "/access/ticket" -> ticket(tickets.incrementAndGet());
                    case "/version" -> VERSION;
                    default -> UPID;
                });
                var client = TestClients.of(password(), server.endpoint())) {
            client.version();
            client.node("pve1").qemu(100).start();

            assertThat(server.requests().get(0).body()).isEqualTo("username=root%40pam&password=p%26ss%20word");
            assertThat(server.requests().get(1).headers())
                    .containsEntry("cookie", "PVEAuthCookie=PVE:root@pam:1::")
                    .doesNotContainKey("csrfpreventiontoken");
            assertThat(server.requests().get(2).headers()).containsEntry("csrfpreventiontoken", "csrf-1");
            assertThat(tickets).hasValue(1);
        }
    }

    @Test
    void signsInAgainWhenTheTicketIsNotAcceptedAnyMore() {
        var tickets = new AtomicInteger();
        try (var server = ScriptedServer.answering(request -> {
                    if (request.path().equals("/access/ticket")) {
                        return ticket(tickets.incrementAndGet());
                    }
                    return request.headers().get("cookie").contains(":1:")
                            ? Reply.failure(401, "permission denied - invalid PVE ticket")
                            : UPID;
                });
                var client = TestClients.of(password(), server.endpoint())) {
            assertThat(client.node("pve1").qemu(100).start().vmid()).hasValue(100);
            assertThat(tickets).hasValue(2);
        }
    }

    @Test
    void doesNotTryAWrongPasswordTwice() {
        try (var server = ScriptedServer.answering(Reply.failure(401, "authentication failure"));
                var client = TestClients.of(password(), server.endpoint())) {
            var failure = catchThrowableOfType(ProxmoxException.Unauthenticated.class, client::version);

            assertThat(failure).hasMessageContaining("authentication failure");
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static Credentials password() {
        return new Credentials.Password("root@pam", Secret.of("p&ss word"));
    }

    private static Reply ticket(int number) {
        return Reply.data("{\"username\":\"root@pam\",\"ticket\":\"PVE:root@pam:" + number
                + "::\",\"CSRFPreventionToken\":\"csrf-" + number + "\"}");
    }
}
