package dev.moru.proxmox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {

    private static final Upid UPID = Upid.parse("UPID:pve2:0003A1F2:01C9F3B2:69563F00:qmclone:9000:moru@pve!spine:");
    private static final Reply UNKNOWN = Reply.json(
            400,
            "Parameter verification failed.",
            "{\"errors\":{\"upid\":\"no such task\"},\"data\":null,\"message\":\"Parameter verification failed.\\n\"}");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeTicker ticker = new FakeTicker();
    private final ArrayDeque<Reply> statuses = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private final ScriptedServer server = ScriptedServer.answering(this::reply);
    private final ProxmoxClient client =
            ProxmoxClient.of(TestClients.settings(TestClients.TOKEN, server.endpoint()), ticker);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void waitsOnTheNodeOfTheTaskUntilItHasEnded() throws InterruptedException {
        willAnswer(running(), running(), ended("OK"));

        assertThat(client.task(UPID).await(MINUTE)).isEqualTo(new TaskOutcome.Ok());

        assertThat(server.lines())
                .containsOnly(
                        "GET /nodes/pve2/tasks/UPID:pve2:0003A1F2:01C9F3B2:69563F00:qmclone:9000:moru@pve!spine:/status");
    }

    @Test
    void pollsSoonAtFirstAndThenOnceASecond() throws InterruptedException {
        willAnswer(running());

        client.task(UPID).await(MINUTE);

        assertThat(ticker.pauses().subList(0, 3))
                .containsExactly(Duration.ofMillis(50), Duration.ofMillis(75), Duration.ofNanos(112_500_000));
        assertThat(ticker.pauses().subList(10, 20)).containsOnly(Duration.ofSeconds(1));
    }

    @Test
    void saysThatTheTaskStillRunsWhenTheTimeIsUp() throws InterruptedException {
        willAnswer(running());

        assertThat(client.task(UPID).await(Duration.ofSeconds(5))).isEqualTo(new TaskOutcome.StillRunning());
        assertThat(ticker.elapsed()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void leavesTheTaskRunningWhenNobodyWaitsAnyMore() throws InterruptedException {
        willAnswer(running());

        var outcome = client.task(UPID)
                .await(MINUTE, 0, line -> {}, () -> ticker.elapsed().toSeconds() >= 2);

        assertThat(outcome).isEqualTo(new TaskOutcome.StillRunning());
        assertThat(ticker.elapsed()).isLessThan(Duration.ofSeconds(4));
        assertThat(server.lines()).noneMatch(line -> line.startsWith("DELETE"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "WARNINGS: 2 | Warnings[count=2]",
                "unexpected status | Vanished[reason=unexpected status]",
                "interrupted by signal | Vanished[reason=interrupted by signal]",
                "'' | Vanished[reason=no exit status]",
                "clone failed: no space left | Failed[reason=clone failed: no space left]",
            })
    void readsTheExitStatus(String exitStatus, String outcome) throws InterruptedException {
        willAnswer(ended(exitStatus));

        assertThat(client.task(UPID).await(MINUTE)).hasToString(outcome);
    }

    @Test
    void takesAStoppedTaskWithoutExitStatusForVanished() throws InterruptedException {
        willAnswer(Reply.data("{\"status\":\"stopped\"}"));

        assertThat(client.task(UPID).await(MINUTE)).isInstanceOf(TaskOutcome.Vanished.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout | RETRY",
                "checksum mismatch (file change by other user?) | DIGEST",
                "shrinking disks is not supported | NEVER",
                "VM quit/powerdown failed - got timeout | LOOK_FIRST",
            })
    void saysWhatMayBeDoneAboutAFailedTask(String reason, RetryClass retryClass) {
        assertThat(new TaskOutcome.Failed(reason).retryClass()).isEqualTo(retryClass);
    }

    @Test
    void toleratesThatTheNodeDoesNotKnowANewTaskYet() throws InterruptedException {
        willAnswer(UNKNOWN, UNKNOWN, running(), ended("OK"));

        assertThat(client.task(UPID).await(MINUTE)).isEqualTo(new TaskOutcome.Ok());
    }

    @Test
    void takesATaskForVanishedThatIsUnknownForTenSeconds() throws InterruptedException {
        willAnswer(UNKNOWN);

        assertThat(client.task(UPID).await(MINUTE)).isEqualTo(new TaskOutcome.Vanished("no such task"));
        assertThat(ticker.elapsed()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(12));
    }

    @Test
    void waitsThroughFailuresThatPass() throws InterruptedException {
        willAnswer(
                Reply.failure(500, "got an unexpected thing"),
                Reply.of(595, "No route to host", "text/plain", ""),
                Reply.of(502, "Bad Gateway", "text/html", "<html></html>"),
                Reply.hangUp(),
                ended("OK"));

        assertThat(client.task(UPID).await(MINUTE)).isEqualTo(new TaskOutcome.Ok());
    }

    @Test
    void doesNotWaitOnWhenTheAnswerWillNotChange() {
        willAnswer(Reply.failure(403, "Permission check failed (/nodes/pve2, Sys.Audit)"));

        assertThatExceptionOfType(ProxmoxException.Forbidden.class)
                .isThrownBy(() -> client.task(UPID).await(MINUTE));
    }

    @Test
    void endsAtOnceWhenInterrupted() {
        willAnswer(running());
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> client.task(UPID).await(MINUTE));
    }

    @Test
    void handsOnEachLineOfTheLogOnce() throws InterruptedException {
        willAnswer(running(), running(), ended("OK"));
        log.addAll(List.of(
                "create full clone of drive scsi0 (local-lvm:base-9000-disk-0)",
                "transferred 1.0 GiB of 4.0 GiB (25.00%)",
                "TASK OK"));
        var seen = new ArrayList<TaskLine>();

        client.task(UPID).await(MINUTE, 0, seen::add);

        assertThat(seen).extracting(TaskLine::number).containsExactly(1, 2, 3);
        assertThat(seen.get(1).progress()).hasValue(0.25);
    }

    @Test
    void resumesTheLogAfterTheLinesThatAreKnown() throws InterruptedException {
        willAnswer(ended("OK"));
        log.addAll(List.of("one", "two", "three"));
        var seen = new ArrayList<TaskLine>();

        client.task(UPID).await(MINUTE, 2, seen::add);

        assertThat(seen).containsExactly(new TaskLine(3, "three"));
    }

    @Test
    void readsALogOfMoreThanOnePage() throws InterruptedException {
        willAnswer(ended("OK"));
        for (var number = 1; number <= 1_200; number++) {
            log.add("line " + number);
        }
        var seen = new ArrayList<TaskLine>();

        client.task(UPID).await(MINUTE, 0, seen::add);

        assertThat(seen).hasSize(1_200).endsWith(new TaskLine(1_200, "line 1200"));
    }

    @Test
    void takesThePlaceholderOfAnEmptyLogForNoLine() throws InterruptedException {
        willAnswer(ended("OK"));
        var seen = new ArrayList<TaskLine>();

        client.task(UPID).await(MINUTE, 0, seen::add);

        assertThat(seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "transferred 1.0 GiB of 4.0 GiB (25.00%) | 0.25",
                "INFO:   5% (1.6 GiB of 32.0 GiB) in 3s, read: 1 MiB/s | 0.05",
                "transferred 4.0 GiB of 4.0 GiB (100.00%) | 1",
            })
    void readsProgressFromALine(String text, double progress) {
        assertThat(new TaskLine(1, text).progress()).hasValue(progress);
    }

    @Test
    void readsNoProgressFromOtherLines() {
        assertThat(new TaskLine(1, "INFO: backup is sparse: 20.00 GiB (62 percent)").progress())
                .isEqualTo(OptionalDouble.empty());
    }

    @Test
    void asksTheWorkerToStop() {
        client.task(UPID).stop();

        assertThat(server.lines().get(0)).startsWith("DELETE /nodes/pve2/tasks/UPID:pve2:");
    }

    private void willAnswer(Reply... replies) {
        statuses.addAll(List.of(replies));
    }

    /** The last status is given again and again. */
    private synchronized Reply reply(Request request) {
        if (request.path().endsWith("/log")) {
            return logPage(request);
        }
        if (request.method().equals("DELETE")) {
            return Reply.data("null");
        }
        return statuses.size() > 1 ? statuses.remove() : statuses.element();
    }

    private Reply logPage(Request request) {
        if (log.isEmpty()) {
            return Reply.data("[{\"n\":1,\"t\":\"no content\"}]");
        }
        var start = parameter(request, "start");
        var end = Math.min(log.size(), start + parameter(request, "limit"));
        var lines = new ArrayList<String>();
        for (var index = start; index < end; index++) {
            lines.add("{\"n\":" + (index + 1) + ",\"t\":\"" + log.get(index) + "\"}");
        }
        return Reply.data(lines.toString());
    }

    private static int parameter(Request request, String name) {
        return Integer.parseInt(request.target().replaceFirst(".*[?&]" + name + "=(\\d+).*", "$1"));
    }

    private static Reply running() {
        return Reply.data("{\"upid\":\"" + UPID + "\",\"node\":\"pve2\",\"type\":\"qmclone\",\"status\":\"running\"}");
    }

    private static Reply ended(String exitStatus) {
        return Reply.data("{\"status\":\"stopped\",\"exitstatus\":\"" + exitStatus + "\"}");
    }
}
