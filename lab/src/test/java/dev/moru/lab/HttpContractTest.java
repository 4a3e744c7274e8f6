package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients see on the wire. */
class HttpContractTest {

    @TempDir
    static Path directory;

    static Lab lab;
    static LabClient root;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(50)));
        root = LabClient.root(lab);
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    @Test
    void putsTheMessageIntoTheReasonPhraseAndTheBody() {
        var answer = root.get("/nodes/lab1/qemu/555/config");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.reason()).isEqualTo("Configuration file 'nodes/lab1/qemu-server/555.conf' does not exist");
        assertThat(answer.json().path("message").asString()).isEqualTo(answer.reason() + "\n");
        assertThat(answer.json().path("data").isNull()).isTrue();
    }

    @Test
    void spellsTheContentTypeAsClientsCompareIt() {
        assertThat(root.get("/version").contentType()).isEqualTo("application/json;charset=UTF-8");
    }

    @Test
    void collectsAllViolationsOfARequest() {
        var answer = root.put("/nodes/lab1/qemu/101/config", "cores", "many", "bogus", "1", "onboot", "yes");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.reason()).isEqualTo("Parameter verification failed.");
        assertThat(answer.json().path("errors").path("cores").asString())
                .isEqualTo("type check ('integer') failed - got 'many'");
        assertThat(answer.json().path("errors").path("bogus").asString())
                .isEqualTo("property is not defined in schema and the schema does not allow additional properties");
        assertThat(answer.json().path("errors").path("onboot").asString())
                .isEqualTo("type check ('boolean') failed - got 'yes'");
    }

    @Test
    void speaksExtjsWithTheRealStatusInTheBody() {
        var answer = root.raw("GET", "/api2/extjs/nodes/lab1/qemu/555/config");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("success").asInt()).isZero();
        assertThat(answer.json().path("status").asInt()).isEqualTo(500);
        assertThat(answer.json().path("message").asString()).contains("does not exist");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /nodes/lab1/aplinfo,                  501",
        "GET,    /no/such/thing,                       501",
        "POST,   /nodes/lab1/qemu/101/migrate,         501",
        "GET,    /nodes/nowhere/qemu,                  500",
        "GET,    /cluster/nextid?vmid=101,             400",
        "GET,    /cluster/nextid?vmid=7,               400",
        "GET,    /nodes/lab1/tasks/UPID:x/status,      400",
    })
    void answersTheStatusOfTheReference(String method, String path, int status) {
        var answer = method.equals("GET") ? root.get(path) : root.post(path, "a", "b");

        assertThat(answer.status()).as(answer.reason()).isEqualTo(status);
    }

    @Test
    void asksForALoginBeforeItTellsThatARouteIsUnknown() {
        var answer = LabClient.of(lab).get("/no/such/thing");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.reason()).isEqualTo("No ticket");
    }

    @Test
    void refusesAWriteWithATicketButWithoutItsCsrfToken() {
        var answer = root.with(Map.of("CSRFPreventionToken", "wrong")).put("/nodes/lab1/qemu/101/config", "cores", "1");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.reason()).isEqualTo("Permission denied - invalid csrf token");
    }

    @Test
    void refusesAParameterThatContradictsThePath() {
        var answer = root.put("/nodes/lab1/qemu/101/config", "vmid", "102", "cores", "1");

        assertThat(answer.status()).isEqualTo(400);
    }

    @Test
    void takesJsonBodiesWithTypedValues() {
        var answer = root.raw("PUT", "/api2/json/nodes/lab3/qemu/103/config", "{\"onboot\": true, \"cores\": 2}");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(root.get("/nodes/lab3/qemu/103/config").data().path("onboot").isNumber())
                .isTrue();
    }

    @Test
    void takesAPostWithoutBodyAndLength() throws IOException {
        var answer = send("POST /api2/json/access/ticket HTTP/1.1\r\nHost: lab\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 Parameter verification failed.");
    }

    @Test
    void refusesChunkedBodiesAndBodiesOfReads() throws IOException {
        assertThat(send("POST /api2/json/access/ticket HTTP/1.1\r\nHost: lab\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .startsWith("HTTP/1.1 501 ");
        assertThat(send("DELETE /api2/json/access/ticket HTTP/1.1\r\nHost: lab\r\nContent-Length: 3\r\n\r\na=b"))
                .startsWith("HTTP/1.1 501 ");
        assertThat(send("POST /api2/json/access/ticket HTTP/1.1\r\nHost: lab\r\nContent-Length: 70000\r\n\r\n"))
                .startsWith("HTTP/1.1 501 ");
        assertThat(send("PATCH /api2/json/version HTTP/1.1\r\nHost: lab\r\n\r\n"))
                .startsWith("HTTP/1.1 501 ");
    }

    @Test
    void closesTheConnectionAfterAnError() throws IOException {
        assertThat(send("GET /api2/json/version HTTP/1.1\r\nHost: lab\r\n\r\n").toLowerCase(Locale.ROOT))
                .contains("connection: close");
    }

    @Test
    void sendsPlainHttpToHttps() throws IOException {
        try (var socket = new Socket("127.0.0.1", lab.uri().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write("GET /x HTTP/1.1\r\nHost: lab:1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 301 ").containsIgnoringCase("location: https://lab:1/x");
        }
    }

    /** Reads to the end, which an error's closing is. */
    private static String send(String request) throws IOException {
        try (var socket = LabClient.trusting(lab.caPem())
                .createSocket("127.0.0.1", lab.uri().getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
