package dev.moru.notification.channel.email;

import dev.moru.notification.channel.address.RefusedAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.function.Predicate;
import javax.net.SocketFactory;

/**
 * Sockets that judge the address when they connect to it, so that no name can be judged by one address and called at another.
 * The mail library wraps what is connected when TLS begins.
 */
final class JudgedSockets extends SocketFactory {

    private final Predicate<InetAddress> rule;

    JudgedSockets(Predicate<InetAddress> rule) {
        this.rule = rule;
    }

    @Override
    public Socket createSocket() {
        return new JudgedSocket(rule);
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

    private static final class JudgedSocket extends Socket {

        private final Predicate<InetAddress> rule;

        JudgedSocket(Predicate<InetAddress> rule) {
            this.rule = rule;
        }

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
            super.connect(endpoint, timeout);
        }
    }
}
