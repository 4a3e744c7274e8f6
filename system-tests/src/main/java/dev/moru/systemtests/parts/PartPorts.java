package dev.moru.systemtests.parts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.IntStream;

/** Ports of an installation in parts, counted from a base. */
public record PartPorts(int base) {

    private static final int NEEDED = 20;
    private static final int FIRST_SERVICE = 5;
    private static final int FIRST = 21_500;
    private static final int LAST = 29_000;

    /** The first row of ports that are all free now. */
    public static PartPorts free() {
        return IntStream.iterate(FIRST, base -> base < LAST, base -> base + NEEDED)
                .filter(base -> IntStream.range(base, base + NEEDED).allMatch(PartPorts::isFree))
                .mapToObj(PartPorts::new)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free row of ports"));
    }

    int kafka() {
        return base;
    }

    String bootstrapServers() {
        return "127.0.0.1:" + kafka();
    }

    int postgres() {
        return base + 1;
    }

    int lab() {
        return base + 2;
    }

    /** Where the sinks of the run listen. */
    public int sinks() {
        return base + 3;
    }

    int prometheus() {
        return base + 4;
    }

    int service(int number) {
        return base + FIRST_SERVICE + number;
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
