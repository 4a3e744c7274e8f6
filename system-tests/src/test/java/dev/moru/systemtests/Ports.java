package dev.moru.systemtests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports for an installation. */
final class Ports {

    private static final int NEEDED = 13;

    private Ports() {}

    /** The first of a row of ports that are all free now. */
    static int freeBase() {
        return IntStream.iterate(21_000, base -> base < 30_000, base -> base + 20)
                .filter(base -> IntStream.range(base, base + NEEDED).allMatch(Ports::isFree))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free row of ports"));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
