package dev.moru.notification.channel.email;

import dev.moru.notification.channel.address.RefusedAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * The connection of one attempt. It ends with the attempt, whatever is waited for on it: a server that says a little now and then
 * would never let it end.
 */
final class Connection implements AutoCloseable {

    private final Socket socket = new Socket();
    private final CompletableFuture<Void> use = new CompletableFuture<>();

    /** @param patience until it closes by itself */
    Connection(Duration patience) {
        use.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS).whenComplete((ended, overdue) -> closeSocket());
    }

    /** Whether it has closed by itself. */
    boolean isOver() {
        return use.isCompletedExceptionally();
    }

    /**
     * Connects, with TLS where the server begins with it. The address is judged here, so that no name can be judged by one
     * address and called at another.
     *
     * @throws RefusedAddress when the server's address may not be called
     */
    Socket to(MailServer server) throws IOException {
        var address = InetAddress.getByName(server.host());
        if (!server.rule().test(address)) {
            throw new RefusedAddress(server.host());
        }
        // Under the name that was asked for, which the certificate is judged by: the mail library asks the socket for
        // it, and an
        // address without a name would be looked up backwards.
        var named = InetAddress.getByAddress(server.host(), address.getAddress());
        socket.connect(new InetSocketAddress(named, server.port()));
        return server.security() == Security.TLS ? secured(server) : socket;
    }

    private Socket secured(MailServer server) throws IOException {
        var sockets =
                Objects.requireNonNullElseGet(server.tls(), () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
        var secured = (SSLSocket) sockets.createSocket(socket, server.host(), server.port(), true);
        var parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        use.complete(null);
    }
}
