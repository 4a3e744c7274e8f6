package dev.moru.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultsTest {

    private static final String VM = "/nodes/lab1/qemu/101";

    @TempDir
    Path directory;

    Lab lab;
    LabClient root;

    @BeforeEach
    void start() {
        lab = Lab.start(LabOptions.in(directory).withCloneDuration(Duration.ofMillis(40)));
        root = LabClient.root(lab);
    }

    @AfterEach
    void stop() {
        lab.close();
    }

    private void arm(String fault) {
        assertThat(root.raw("PUT", "/lab/faults", "[" + fault.replace('\'', '"') + "]")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lock-file      | 500 | can't lock file '/var/lock/qemu-server/lock-101.conf' - got timeout",
                "lock-config    | 500 | VM is locked (backup)",
                "lock-storage   | 500 | cfs-lock 'storage-shared' error: got lock request timeout",
                "proxy-595      | 595 | Connection refused",
                "proxy-596      | 596 | Connection timed out",
                "html           | 502 | Bad Gateway",
                "no-quorum      | 500 | cluster not ready - no quorum?",
                "error          | 500 | simulated failure",
            })
    void spoilsOneCallWithTheTextOfTheRealThing(String name, int status, String reason) {
        arm("{'name': '" + name + "', 'path': '/101/config$', 'method': 'PUT', 'count': 1}");

        var spoilt = root.put(VM + "/config", "cores", "3");

        assertThat(spoilt.status()).isEqualTo(status);
        assertThat(spoilt.reason()).isEqualTo(reason);
        assertThat(root.get(VM + "/config").data().path("cores").asInt()).isEqualTo(4);
        assertThat(root.put(VM + "/config", "cores", "3").status()).isEqualTo(200);
    }

    @Test
    void losesTheAnswerOfACallThatHadItsEffect() {
        arm("{'name': 'proxy-596', 'path': '/clone$', 'after': true, 'count': 1}");

        assertThat(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200").status())
                .isEqualTo(596);

        await().atMost(Duration.ofSeconds(5)).until(() -> root.effects().contains("vm.created 200"));
        assertThat(root.get("/nodes/lab1/tasks?source=all&vmid=9000&typefilter=qmclone")
                        .data())
                .hasSize(1);
    }

    @Test
    void cutsTheConnection() {
        arm("{'name': 'hang-up', 'path': '^/version$'}");

        assertThatThrownBy(() -> root.get("/version")).hasRootCauseInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"task-fail, simulated failure", "task-dies, unexpected status"})
    void failsATask(String name, String exit) {
        arm("{'name': '" + name + "', 'path': '/status/stop$'}");

        assertThat(root.task(root.post(VM + "/status/stop"))).isEqualTo(exit);
        assertThat(root.get(VM + "/status/current").data().path("status").asString())
                .isEqualTo("running");
    }

    @Test
    void losesATaskThatGoesOnAllTheSame() {
        arm("{'name': 'task-lost', 'path': '/status/stop$'}");

        var upid = root.post(VM + "/status/stop").ok().data().asString();

        var status = root.get("/nodes/lab1/tasks/" + upid + "/status");
        assertThat(status.status()).isEqualTo(400);
        assertThat(status.json().path("errors").path("upid").asString()).isEqualTo("no such task");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> root.get(VM + "/status/current")
                        .data()
                        .path("status")
                        .asString()
                        .equals("stopped"));
    }

    @Test
    void slowsATaskWhichCanBeStopped() {
        arm("{'name': 'task-slow', 'path': '/status/stop$', 'factor': 100000}");
        var upid = root.post(VM + "/status/stop").ok().data().asString();

        assertThat(root.get("/nodes/lab1/tasks/" + upid + "/status")
                        .data()
                        .path("status")
                        .asString())
                .isEqualTo("running");
        root.delete("/nodes/lab1/tasks/" + upid).ok();

        assertThat(root.get("/nodes/lab1/tasks/" + upid + "/status")
                        .data()
                        .path("exitstatus")
                        .asString())
                .isEqualTo("interrupted by signal");
    }

    @Test
    void takesANodeOffTheNetwork() {
        arm("{'name': 'node-offline', 'target': 'lab2'}");

        assertThat(root.get("/nodes/lab2/qemu").status()).isEqualTo(595);
        assertThat(root.get("/nodes/lab1/qemu").status()).isEqualTo(200);
        assertThat(root.get("/cluster/status").data().toString())
                .contains("\"name\":\"lab2\",\"nodeid\":2,\"ip\":\"10.99.0.2\",\"local\":0,\"online\":0");
        root.raw("DELETE", "/lab/faults");
        assertThat(root.get("/nodes/lab2/qemu").status()).isEqualTo(200);
    }

    @Test
    void fillsAStorage() {
        arm("{'name': 'storage-full', 'target': 'local-lvm'}");

        assertThat(root.task(root.post("/nodes/lab1/qemu/9000/clone", "newid", "200", "full", "1")))
                .isEqualTo("unable to allocate on storage 'local-lvm' - storage is full");
        assertThat(root.get("/nodes/lab1/storage/local-lvm/status")
                        .data()
                        .path("avail")
                        .asLong())
                .isZero();
    }

    @Test
    void revokesAToken() {
        var secret = root.post("/access/users/root@pam/token/ci", "privsep", "0")
                .ok()
                .data()
                .path("value")
                .asString();
        var token = LabClient.of(lab).token("root@pam!ci", secret);
        token.get("/version").ok();

        arm("{'name': 'token-revoked', 'target': 'root@pam!ci'}");

        assertThat(token.get("/version").reason()).isEqualTo("Authentication failed!");
    }

    @Test
    void strikesTheSameCallsForTheSameSeed() {
        arm("{'name': 'error', 'path': '^/version$', 'probability': 0.5, 'seed': 42}");
        var first = strikes();
        arm("{'name': 'error', 'path': '^/version$', 'probability': 0.5, 'seed': 42}");

        assertThat(strikes()).isEqualTo(first).contains("500").contains("200");
    }

    private String strikes() {
        var statuses = new StringBuilder();
        for (var call = 0; call < 12; call++) {
            statuses.append(root.get("/version").status()).append(' ');
        }
        return statuses.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'name': 'nonsense'}                    | unknown fault 'nonsense'",
                "{'name': 'html', 'paht': 'x'}           | unknown field 'paht' of fault 'html'",
                "{'name': 'html', 'path': '('}           | 'path' is no regular expression: Unclosed group",
                "{'name': 'latency', 'delay': '2s'}      | 'delay' is no ISO 8601 duration such as PT2S",
            })
    void saysWhatIsWrongWithAFault(String fault, String message) {
        var answer = root.raw("PUT", "/lab/faults", "[" + fault.replace('\'', '"') + "]");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asString()).isEqualTo(message);
    }
}
