package dev.moru.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationState;
import dev.moru.contracts.operation.Step;
import dev.moru.contracts.operation.StepState;
import dev.moru.contracts.server.ServerPhase;
import dev.moru.durable.consume.InboundMessage;
import dev.moru.embedded.testing.TestDatabase;
import dev.moru.gateway.RunningGateway;
import dev.moru.gateway.journal.JournalTail;
import dev.moru.gateway.testing.EventSource;
import dev.moru.gateway.testing.EventStreamClient;
import dev.moru.gateway.testing.Happenings;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EventReadsIT {

    private static final TestDatabase DATABASE = RunningGateway.newDatabase();

    private static EventSource source;
    private static RunningGateway gateway;

    private final Happenings happenings = new Happenings();
    private final UUID server = UUID.randomUUID();

    @BeforeAll
    static void start() {
        gateway = running();
        source = new EventSource();
    }

    @AfterAll
    static void stop() {
        source.close();
        gateway.close();
    }

    private static RunningGateway running() {
        var group = "." + DATABASE.name();
        return RunningGateway.startOn(
                DATABASE,
                "--spring.cloud.stream.bindings.provisioningEvents-in-0.group=a" + group,
                "--spring.cloud.stream.bindings.configEvents-in-0.group=d" + group,
                "--spring.cloud.stream.bindings.backupEvents-in-0.group=f" + group,
                "--spring.cloud.stream.bindings.monitoringEvents-in-0.group=e" + group,
                "--spring.cloud.stream.bindings.notificationEvents-in-0.group=b" + group,
                "--spring.cloud.stream.bindings.operationLog-in-0.group=c" + group,
                "--moru.gateway.journal.heartbeat=200ms");
    }

    @Test
    void showsAnEventAsSoonAsItIsPublished() throws Exception {
        try (var stream = follow("/api/v1/events", null)) {
            var event = observed("web-01");
            source.publish(event);

            var frame = stream.until(arrived -> arrived.data().contains(server.toString()))
                    .get(0);

            assertThat(frame.event()).isEqualTo("message");
            assertThat(frame.id()).matches("1\\.\\d+");
            assertThat(frame.data())
                    .contains("\"id\":\"" + event.envelope().id() + "\"")
                    .contains("\"type\":\"dev.moru.server.observed.v1\"")
                    .contains("\"project\":\"default\"")
                    .contains("\"data\":{\"server\":{\"id\":\"" + server + "\"");
        }
    }

    @Test
    void resumesWithoutGapOrDuplicateAcrossARestart() throws Exception {
        var published = new ArrayList<String>();
        var arrived = new ArrayList<String>();
        String cursor;
        try (var stream = follow("/api/v1/events?types=server.*", null)) {
            for (int i = 0; i < 50; i++) {
                published.add(publish("before-" + i));
            }
            stream.take(20).forEach(frame -> arrived.add(frame.data()));
            cursor = lastOf(arrived);
        }
        gateway.close();
        for (int i = 0; i < 50; i++) {
            published.add(publish("between-" + i));
        }
        gateway = running();
        try (var stream = follow("/api/v1/events?types=server.*", cursor)) {
            for (int i = 0; i < 50; i++) {
                published.add(publish("after-" + i));
            }
            while (arrived.size() < published.size()) {
                stream.take(1).forEach(frame -> arrived.add(frame.data()));
            }
        }
        for (int i = 0; i < published.size(); i++) {
            assertThat(arrived.get(i)).contains(published.get(i));
        }
    }

    private static String lastOf(List<String> arrived) {
        // A client remembers the id of the last frame that it has taken, not of the last that came.
        return cursorOf(arrived.get(arrived.size() - 1));
    }

    private static String cursorOf(String event) {
        var id = event.replaceAll(".*?\"id\":\"([^\"]+)\".*", "$1");
        return gateway.jdbc()
                .sql("select e.epoch || '.' || j.position from journal j cross join journal_end e where j.id = ?::uuid")
                .param(id)
                .query(String.class)
                .single();
    }

    @Test
    void refusesCursorsThatItCannotContinueFrom() {
        for (var cursor : List.of("2.1", "1.999999999")) {
            gateway.client()
                    .get()
                    .uri("/api/v1/events")
                    .header("Accept", "text/event-stream")
                    .header("Last-Event-ID", cursor)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(410)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("https://moru.dev/problems/cursor-expired")
                    .jsonPath("$.earliest")
                    .isEqualTo("1.0");
        }
        gateway.client()
                .get()
                .uri("/api/v1/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "yesterday")
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void listsTheSameEventsPageByPage() throws Exception {
        try (var stream = follow("/api/v1/events", null)) {
            publish("listed-1");
            publish("listed-2");
            stream.until(frame -> frame.data().contains("listed-2"));
        }

        var body = gateway.client()
                .get()
                .uri("/api/v1/events?types=server.*&filter={f}&pageSize=1", "subject=" + server)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        // Whoever accepts anything gets the list.
        assertThat(body).contains("listed-1").doesNotContain("listed-2").contains("\"nextPageToken\":\"");
        assertThat(body).containsPattern("\"cursor\":\"1\\.\\d+\"");
    }

    @Test
    void tellsAProjectWithoutEventsFromOneThatIsNotThere() {
        for (var accepted : List.of("application/json", "text/event-stream")) {
            gateway.client()
                    .get()
                    .uri("/api/v1/events?project=nowhere")
                    .header("Accept", accepted)
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody()
                    .jsonPath("$.detail")
                    .isEqualTo("there is no project nowhere");
        }

        assertThat(get("/api/v1/events?project=default&types=none")).contains("\"items\":[]");
    }

    @Test
    void beatsWhileNothingHappens() throws Exception {
        try (var stream = follow("/api/v1/events?types=none", "1.0")) {
            publish("unseen");
            var end = gateway.bean(JournalTail.class);

            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                assertThat(end.end().position()).isPositive();
                assertThat(stream.lastId()).isEqualTo(end.end().toString());
            });
        }
    }

    @Test
    void disconnectsAReaderWhoDoesNotRead() throws Exception {
        var uri = URI.create(gateway.url());
        var meters = gateway.bean(MeterRegistry.class);
        var dropped = meters.get("moru.gateway.event.readers.dropped").counter();
        double before = dropped.count();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET /api/v1/events HTTP/1.1\r\nHost: gateway\r\nAccept: text/event-stream\r\n"
                                    + "Authorization: Bearer " + RunningGateway.ADMIN_TOKEN + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            await().until(() -> meters.get("moru.gateway.event.readers").gauge().value() > 0);

            for (int i = 0; i < 250; i++) {
                source.publish(observed("x".repeat(200_000)));
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> dropped.count() > before);
            socket.setSoTimeout(10_000);
            assertThat(readsToTheEnd(socket)).isTrue();
        }
        // Nothing of it may be on its way when the next test counts.
        await().atMost(Duration.ofSeconds(30)).until(() -> journalled() == 250);
    }

    private long journalled() {
        return gateway.jdbc()
                .sql("select count(*) from journal where subject = ?")
                .param(server.toString())
                .query(Long.class)
                .single();
    }

    /** A connection that was cut off ends in a reset or in an end, but it ends. */
    private static boolean readsToTheEnd(Socket socket) throws IOException {
        var buffer = new byte[1 << 16];
        try {
            while (socket.getInputStream().read(buffer) >= 0) {}
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
        return true;
    }

    @Test
    void followsOneOperationToItsEnd() throws Exception {
        var id = UUID.randomUUID();
        source.publish(happenings.progressed(operation(id, OperationState.RUNNING, StepState.PENDING)));
        source.publish(happenings.log(id, 0, "one", "two"));
        await().until(() -> status("/api/v1/operations/" + id) == 200);
        await().until(() -> get("/api/v1/operations/" + id + "/log").contains("two"));

        try (var stream = follow("/api/v1/operations/" + id + "/events", null)) {
            source.publish(happenings.progressed(operation(id, OperationState.RUNNING, StepState.RUNNING)));
            source.publish(happenings.ended(operation(id, OperationState.SUCCEEDED, StepState.SUCCEEDED), null, true));

            var frames = stream.until(frame -> frame.event().equals("end"));
            await().until(stream::hasEnded);

            assertThat(frames)
                    .extracting(EventStreamClient.Frame::event)
                    .containsExactly("operation", "log", "step", "step", "end");
            assertThat(frames.get(1).data()).contains("\"from\":0").contains("\"text\":\"two\"");
            assertThat(frames.get(4).data()).contains("\"state\":\"SUCCEEDED\"");
            assertThat(get("/api/v1/operations/" + id)).contains("\"state\":\"SUCCEEDED\"");
        }
        try (var late = follow("/api/v1/operations/" + id + "/events", null)) {
            assertThat(late.until(frame -> frame.event().equals("end")))
                    .extracting(EventStreamClient.Frame::event)
                    .containsExactly("operation", "log", "end");
        }
    }

    @Test
    void listsOperationsByWhatIsAskedOfThem() {
        var id = UUID.randomUUID();
        source.publish(happenings.progressed(operation(id, OperationState.RUNNING, StepState.RUNNING)));
        await().until(() -> status("/api/v1/operations/" + id) == 200);

        assertThat(get("/api/v1/operations?filter=state=RUNNING AND targetId=" + server))
                .contains(id.toString());
        assertThat(get("/api/v1/operations?filter=state=FAILED AND targetId=" + server))
                .contains("\"items\":[]");
        gateway.client()
                .get()
                .uri("/api/v1/operations?filter=colour=red")
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.type")
                .isEqualTo("https://moru.dev/problems/bad-filter")
                .jsonPath("$.errors[0].pointer")
                .isEqualTo("?filter");
    }

    private Operation operation(UUID id, OperationState state, StepState step) {
        var steps = List.of(new Step("clone", step, 1, Happenings.TIME, null, null, null, List.of()));
        return Happenings.operation(id, "server.create", server, state, null, steps);
    }

    private InboundMessage observed(String name) {
        return happenings.observed(Happenings.server(server, name, ServerPhase.READY));
    }

    private String publish(String name) {
        source.publish(observed(name));
        return name;
    }

    private static EventStreamClient follow(String path, @Nullable String cursor) throws Exception {
        var stream = EventStreamClient.open(URI.create(gateway.url() + path), RunningGateway.ADMIN_TOKEN, cursor);
        assertThat(stream.status()).isEqualTo(200);
        return stream;
    }

    private static int status(String path) {
        return gateway.client()
                .get()
                .uri(path)
                .exchange()
                .returnResult(String.class)
                .getStatus()
                .value();
    }

    private static String get(String path) {
        return gateway.client()
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
