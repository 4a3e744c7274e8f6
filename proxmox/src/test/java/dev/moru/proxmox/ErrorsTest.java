package dev.moru.proxmox;

import static dev.moru.proxmox.RetryClass.DIGEST;
import static dev.moru.proxmox.RetryClass.LOOK_FIRST;
import static dev.moru.proxmox.RetryClass.NEVER;
import static dev.moru.proxmox.RetryClass.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorsTest {

    private final ScriptedServer server = ScriptedServer.answering(Reply.data("null"));
    private ProxmoxClient client;

    @BeforeEach
    void connect() {
        client = TestClients.of(server.endpoint());
    }

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout | Busy | RETRY",
                "cfs-lock 'storage-nfs' error: got lock request timeout | Busy | RETRY",
                "cluster not ready - no quorum? | Busy | RETRY",
                "VM is locked (backup) | Locked | RETRY",
                "checksum mismatch (file change by other user?) | Modified | DIGEST",
                "detected modified configuration - file changed by other user? Try again. | Modified | DIGEST",
                "unable to create VM 201 - VM 201 already exists on node 'pve2' | Refused | NEVER",
                "unable to create VM 201: config file already exists | Refused | NEVER",
                "can't remove VM 100 - protection mode enabled | Refused | NEVER",
                "shrinking disks is not supported | Refused | NEVER",
                "VM 100 is running - destroy failed | Refused | NEVER",
                "VM is paused - cannot shutdown | Refused | NEVER",
                "Linked clone feature is not supported for 'lvm:vm-9000-disk-0' (scsi0) | Refused | NEVER",
                "unable to find configuration file for VM 100 on node 'pve1' | NoSuchGuest | NEVER",
                "storage 'fast' does not exist | NotFound | NEVER",
                "got an unexpected thing | Fault | LOOK_FIRST",
            })
    void readsTheKindOfAFailedWriteFromItsText(String text, String kind, RetryClass retryClass) {
        server.answer(request -> Reply.failure(500, text));

        var failure = failureOf(() -> client.node("pve1").qemu(100).start());

        assertThat(failure.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(failure.retryClass()).isEqualTo(retryClass);
        assertThat(failure).hasMessage(text + " [POST /nodes/pve1/qemu/100/status/start -> 500]");
    }

    @Test
    void findsTheTextInTheReasonPhraseWhenTheBodyHasNone() {
        server.answer(request -> Reply.oldFailure(500, "VM is locked (clone)"));

        var failure = failureOf(() -> client.node("pve1").qemu(100).start());

        assertThat(failure).hasMessageStartingWith("VM is locked (clone)");
        assertThat(((ProxmoxException.Locked) failure).lock()).isEqualTo("clone");
    }

    @Test
    void tellsWhichParameterIsWrong() {
        server.answer(request -> Reply.json(
                400,
                "Parameter verification failed.",
                "{\"errors\":{\"cores\":\"value must have a minimum value of 1\"},\"data\":null,"
                        + "\"message\":\"Parameter verification failed.\\n\"}"));

        var failure = failureOf(() -> client.node("pve1").qemu(100).configure(Parameters.of("cores", 0), null));

        assertThat(failure).hasMessageContaining("cores: value must have a minimum value of 1");
        assertThat(((ProxmoxException.Invalid) failure).errors()).containsOnlyKeys("cores");
        assertThat(failure.retryClass()).isEqualTo(NEVER);
    }

    @Test
    void tellsWhichPrivilegeIsMissingWhere() {
        server.answer(request -> Reply.failure(403, "Permission check failed (/vms/100, VM.Audit|VM.Clone)"));

        var failure = (ProxmoxException.Forbidden)
                failureOf(() -> client.node("pve1").qemu(100).config());

        assertThat(failure.path()).isEqualTo("/vms/100");
        assertThat(failure.privilege()).isEqualTo("VM.Audit|VM.Clone");
    }

    @Test
    void knowsARefusalWithoutPathFromOneWith() {
        server.answer(request -> Reply.failure(403, "Permission check failed (user != root@pam)"));

        var failure = (ProxmoxException.Forbidden) failureOf(() -> client.version());

        assertThat(failure.path()).isNull();
        assertThat(failure.privilege()).isNull();
    }

    @Test
    void treatsEvery401Alike() {
        server.answer(request -> Reply.failure(401, "Authentication failed!"));

        var failure = failureOf(() -> client.version());

        assertThat(failure).isInstanceOf(ProxmoxException.Unauthenticated.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void doesNotShowMarkupInsteadOfAnError() {
        server.answer(request ->
                Reply.of(502, "Bad Gateway", "text/html", "<html><body><h1>502 Bad Gateway</h1></body></html>"));

        var failure = failureOf(() -> client.node("pve1").qemu(100).start());

        assertThat(failure)
                .isInstanceOf(ProxmoxException.Unintelligible.class)
                .hasMessage("Bad Gateway [POST /nodes/pve1/qemu/100/status/start -> 502]");
        assertThat(failure.retryClass()).isEqualTo(LOOK_FIRST);
    }

    @Test
    void refusesAPageThatClaimsSuccess() {
        server.answer(request -> Reply.of(200, "OK", "text/html", "<html>welcome</html>"));

        var failure = failureOf(() -> client.version());

        assertThat(failure)
                .isInstanceOf(ProxmoxException.Unintelligible.class)
                .hasMessage("the answer is text/html, not the JSON of this API [GET /version -> 200]");
        assertThat(failure.retryClass()).isEqualTo(RETRY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {"{'data':{'version':'9.1'", "[1,2]", "{'other':1}", "{'data':[7]}", "{'data':{'version':[]}}", "''"
            })
    void refusesJsonOfAForeignForm(String body) {
        server.answer(request -> Reply.json(200, "OK", body.replace('\'', '"')));

        assertThat(failureOf(() -> client.version())).isInstanceOf(ProxmoxException.Unintelligible.class);
    }

    @Test
    void takesAnythingButATaskIdForUnintelligibleWhereATaskIsStarted() {
        server.answer(request -> Reply.data("\"done\""));

        var failure = failureOf(() -> client.node("pve1").qemu(100).start());

        assertThat(failure).isInstanceOf(ProxmoxException.Unintelligible.class);
        assertThat(failure.retryClass()).isEqualTo(LOOK_FIRST);
    }

    @Test
    void reportsBytesThatAreNotHttp() {
        server.answer(request -> Reply.raw("SSH-2.0-OpenSSH_9.2p1 Debian\r\n"));

        assertThat(failureOf(() -> client.version())).isInstanceOf(ProxmoxException.Unanswered.class);
    }

    @Test
    void cutsAnEndlessReasonToALine() {
        server.answer(request -> Reply.oldFailure(500, "x".repeat(5_000)));

        assertThat(failureOf(() -> client.version()).getMessage()).hasSizeLessThan(1_200);
    }

    @Test
    void keepsSecretsOutOfMessages() {
        server.answer(request -> Reply.failure(500, "VM 100 not running"));

        var failure = failureOf(
                () -> client.node("pve1").qemu(100).configure(Parameters.of("cipassword", Secret.of("hunter2")), null));

        assertThat(failure.toString()).doesNotContain("hunter2").doesNotContain("3f1c9a52");
        assertThat(server.requests().get(0).body()).isEqualTo("cipassword=hunter2");
    }

    @Test
    void hasADigestClassForConcurrentChanges() {
        server.answer(request -> Reply.failure(500, "checksum mismatch (file change by other user?)"));

        var failure = failureOf(() -> client.node("pve1").qemu(100).configure(Parameters.of("cores", 2), "old"));

        assertThat(failure.retryClass()).isEqualTo(DIGEST);
    }

    private static ProxmoxException failureOf(Runnable call) {
        return catchThrowableOfType(ProxmoxException.class, call::run);
    }
}
