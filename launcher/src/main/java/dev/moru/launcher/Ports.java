package dev.moru.launcher;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** The ports of an installation, counted from the first one. */
record Ports(int base) {

    Ports {
        if (base < 1 || base > 65535 - 12) {
            throw new StartFailure("MORU_PORT_BASE=%d leaves no room for the ports above it".formatted(base));
        }
    }

    int gateway() {
        return base;
    }

    /** @param offset of a service behind the gateway, 1 to 9 */
    int service(int offset) {
        return base + offset;
    }

    int kafka() {
        return base + 10;
    }

    int postgres() {
        return base + 11;
    }

    int lab() {
        return base + 12;
    }

    /** Asked before anything starts, because it is said in one line then. */
    static void requireFree(String user, String address, int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new StartFailure("Port %d on %s is in use, so %s cannot start".formatted(port, address, user), e);
        }
    }
}
