package dev.moru.provisioning.server.proxmox;

import dev.moru.provisioning.server.proxmox.Readiness.Tcp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Knocks at a port of a guest. */
final class Probe {

    private final Duration timeout;

    Probe(Duration timeout) {
        this.timeout = timeout;
    }

    /** Never true for an address of this machine or of a link: a guest's agent may tell whatever it likes. */
    boolean answers(String address, Tcp readiness) {
        try (var socket = new Socket()) {
            var target = InetAddress.getByName(address);
            if (!isElsewhere(target)) {
                return false;
            }
            socket.setSoTimeout((int) timeout.toMillis());
            socket.connect(new InetSocketAddress(target, readiness.port()), (int) timeout.toMillis());
            var expected = readiness.greeting().getBytes(StandardCharsets.US_ASCII);
            var said = socket.getInputStream().readNBytes(expected.length);
            return new String(said, StandardCharsets.US_ASCII).equals(readiness.greeting());
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isElsewhere(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isMulticastAddress();
    }
}
