package dev.moru.proxmox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** A small HTTPS server that answers what a test tells it to, reason phrases and broken answers included. */
final class ScriptedServer implements AutoCloseable {

    private final SSLServerSocket listener;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile Function<Request, Reply> script;

    private ScriptedServer(TestCertificate certificate, Function<Request, Reply> script) {
        this.script = script;
        try {
            this.listener = (SSLServerSocket) certificate
                    .serverContext()
                    .getServerSocketFactory()
                    .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        run("accept", this::accept);
    }

    static ScriptedServer answering(Function<Request, Reply> script) {
        return new ScriptedServer(TestCertificate.LOOPBACK, script);
    }

    static ScriptedServer answering(Reply reply) {
        return answering(request -> reply);
    }

    static ScriptedServer with(TestCertificate certificate) {
        return new ScriptedServer(certificate, request -> Reply.data("null"));
    }

    void answer(Function<Request, Reply> next) {
        script = next;
    }

    int port() {
        return listener.getLocalPort();
    }

    Endpoint endpoint() {
        return endpoint("127.0.0.1", TlsTrust.authority(TestCertificate.LOOPBACK.pem()));
    }

    Endpoint endpoint(String host, TlsTrust trust) {
        return Endpoint.of("https://" + host + ":" + port(), trust);
    }

    List<Request> requests() {
        return requests;
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    int acceptedConnections() {
        return accepted.get();
    }

    int endedConnections() {
        return ended.get();
    }

    private void accept() {
        try {
            while (closing.getCount() > 0) {
                var connection = listener.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                accepted.incrementAndGet();
                run("connection", () -> serve(connection));
            }
        } catch (IOException closed) {
            if (closing.getCount() > 0) {
                throw new UncheckedIOException(closed);
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = new BufferedInputStream(connection.getInputStream());
            for (var request = read(in); request != null; request = read(in)) {
                requests.add(request);
                if (!script.apply(request).write(connection.getOutputStream(), closing)) {
                    return;
                }
            }
        } catch (SSLException | SocketException clientWentAway) {
            // Clients that do not trust this server, or cut a call, do exactly that.
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.incrementAndGet();
        }
    }

    private static @Nullable Request read(InputStream in) throws IOException {
        var first = line(in);
        if (first == null) {
            return null;
        }
        var headers = new HashMap<String, String>();
        for (var line = line(in); line != null && !line.isEmpty(); line = line(in)) {
            var colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        var length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        var body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        var parts = first.split(" ");
        return new Request(parts[0], parts[1], headers, body);
    }

    private static @Nullable String line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                return null;
            }
            if (octet != '\r') {
                line.write(octet);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static void run(String name, Runnable task) {
        var thread = new Thread(task, "scripted-server-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            listener.close();
            for (var connection : connections) {
                connection.close();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
