package dev.moru.notification.channel.email;

import dev.moru.notification.channel.address.RefusedAddress;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * The sockets of one attempt. They judge the address when they connect to it, so that no name can be judged by one address and
 * called at another; and they end with the attempt, for a server that says a little now and then would never let it end. The mail
 * library wraps what is connected when TLS begins.
 */
final class AttemptSockets extends SocketFactory {

    private final Predicate<InetAddress> rule;
    private final long end;

    AttemptSockets(Predicate<InetAddress> rule, Duration patience) {
        this.rule = rule;
        this.end = System.nanoTime() + patience.toNanos();
    }

    boolean areOver() {
        return end - System.nanoTime() <= 0;
    }

    /** At least one, since none would mean for ever. */
    private int millisLeft() throws SocketTimeoutException {
        if (areOver()) {
            throw new SocketTimeoutException("The attempt took too long");
        }
        return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }

    @Override
    public Socket createSocket() {
        return new AttemptSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress address) throws IOException {
        var socket = createSocket();
        socket.connect(address);
        return socket;
    }

    private final class AttemptSocket extends Socket {

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress address
                    && !address.isUnresolved()
                    && !rule.test(address.getAddress())) {
                throw new RefusedAddress(address.getHostString());
            }
            super.connect(endpoint, millisLeft());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    setSoTimeout(millisLeft());
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    setSoTimeout(millisLeft());
                    return super.read(bytes, from, length);
                }
            };
        }

        /** A single write is ended by the mail library. */
        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    millisLeft();
                    out.write(bytes, from, length);
                }
            };
        }
    }
}
