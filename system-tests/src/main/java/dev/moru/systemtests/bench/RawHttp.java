package dev.moru.systemtests.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;

/** One kept-alive connection that costs the machine as little as possible, so that the server is what is measured. */
final class RawHttp implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;
    private final String fixed;

    RawHttp(URI server, String token) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        fixed = " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nIdempotency-Key: ";
    }

    /**
     * An answer, of which the body is read and dropped.
     *
     * @param operation where the operation is that was accepted; empty when there is none
     */
    record Answer(int status, String operation) {

        boolean isAccepted() {
            return status == 202;
        }
    }

    /** @param body ASCII */
    Answer send(String method, String path, String body) throws IOException {
        var request = method + " " + path + fixed + UUID.randomUUID() + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        var status = Integer.parseInt(line().substring(9, 12));
        long length = 0;
        boolean chunked = false;
        var operation = "";
        for (var header = line(); !header.isEmpty(); header = line()) {
            var lower = header.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            if (lower.startsWith("location:")) {
                operation = header.substring(header.lastIndexOf('/') + 1).strip();
            }
            chunked |= lower.startsWith("transfer-encoding: chunked");
        }
        if (chunked) {
            skipChunks();
        } else {
            in.skipNBytes(length);
        }
        return new Answer(status, operation);
    }

    private void skipChunks() throws IOException {
        int size;
        do {
            size = Integer.parseInt(line().strip(), 16);
            in.skipNBytes(size);
            line();
        } while (size > 0);
    }

    private String line() throws IOException {
        var line = new StringBuilder(80);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the server closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
