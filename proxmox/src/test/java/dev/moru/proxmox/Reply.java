package dev.moru.proxmox;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** How a {@link ScriptedServer} answers; returns whether the connection stays open. */
@FunctionalInterface
interface Reply {

    boolean write(OutputStream out, CountDownLatch closing) throws IOException, InterruptedException;

    /** As the API answers: the value under {@code data}. */
    static Reply data(String json) {
        return json(200, "OK", "{\"data\":" + json + "}");
    }

    /** As a recent release fails: the text in the reason phrase and in the body. */
    static Reply failure(int status, String text) {
        return json(status, text, "{\"data\":null,\"message\":\"" + text + "\\n\"}");
    }

    /** As releases before 8.3 fail: the text in the reason phrase only. */
    static Reply oldFailure(int status, String text) {
        return json(status, text, "{\"data\":null}");
    }

    static Reply json(int status, String reason, String body) {
        return of(status, reason, "application/json;charset=UTF-8", body);
    }

    static Reply of(int status, String reason, String contentType, String body) {
        return (out, closing) -> {
            out.write(head(status, reason, contentType, body.getBytes(StandardCharsets.UTF_8).length));
            out.write(body.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return status < 400;
        };
    }

    /** As pveproxy answers when the body is not small. */
    static Reply gzip(String json) {
        return (out, closing) -> {
            var packed = new ByteArrayOutputStream();
            try (var gzip = new GZIPOutputStream(packed)) {
                gzip.write(json.getBytes(StandardCharsets.UTF_8));
            }
            var head = new String(
                    head(200, "OK", "application/json;charset=UTF-8", packed.size()), StandardCharsets.ISO_8859_1);
            out.write(
                    head.replaceFirst("\r\n", "\r\nContent-Encoding: gzip\r\n").getBytes(StandardCharsets.ISO_8859_1));
            packed.writeTo(out);
            out.flush();
            return true;
        };
    }

    /** Bytes that need not be HTTP, and the end of the connection. */
    static Reply raw(String bytes) {
        return (out, closing) -> {
            out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return false;
        };
    }

    /** Nothing, for as long as the server lives: what a half-open connection looks like. */
    static Reply silence() {
        return (out, closing) -> {
            closing.await();
            return false;
        };
    }

    /** The end of the connection instead of an answer. */
    static Reply hangUp() {
        return (out, closing) -> false;
    }

    /** A regular answer, then the end of the connection without announcing it: a stale connection in the pool. */
    static Reply dataThenHangUp(String json) {
        return (out, closing) -> {
            data(json).write(out, closing);
            return false;
        };
    }

    /** A regular head and then a byte now and then, so that no single read ever times out. */
    static Reply drip() {
        return (out, closing) -> {
            out.write(head(200, "OK", "application/json;charset=UTF-8", 100_000));
            do {
                out.write(' ');
                out.flush();
            } while (!closing.await(20, TimeUnit.MILLISECONDS));
            return false;
        };
    }

    private static byte[] head(int status, String reason, String contentType, int length) {
        var head = "HTTP/1.1 " + status + " " + reason + "\r\nServer: pve-api-daemon/3.0\r\nContent-Type: "
                + contentType + "\r\nContent-Length: " + length + "\r\n" + (status < 400 ? "" : "Connection: close\r\n")
                + "\r\n";
        return head.getBytes(StandardCharsets.ISO_8859_1);
    }
}
