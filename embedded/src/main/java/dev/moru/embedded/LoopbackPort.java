package dev.moru.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of this machine's loopback address. */
final class LoopbackPort {

    static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** The wanted port when nobody listens there; any free one for 0. */
    static int claim(int wanted, String store) {
        try (var socket = new ServerSocket()) {
            // A port whose last connections are still in TIME_WAIT is free for a server, as it is for the stores.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new StoreFailure("Port %d on %s is in use, so %s cannot start".formatted(wanted, HOST, store), e);
        }
    }
}
