package dev.moru.lab;

import dev.moru.lab.estate.DefaultEstate;
import dev.moru.lab.estate.Estate;
import dev.moru.lab.estate.EstateFile;
import dev.moru.lab.guest.GuestKind;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a lab is started.
 *
 * @param directory where it keeps its state, ledger and certificate
 * @param bindAddress the address to listen on
 * @param port the port, 0 for any free one
 * @param rootPassword the password of {@code root@pam}
 * @param cloneDuration how long a clone takes; everything else is a share of it
 * @param estate the cluster to simulate
 * @param refusalDelay how long a 401 is held back (3 s at a real Proxmox)
 * @param broadcastInterval how old {@code /cluster/resources} may be (10 s at a real Proxmox)
 * @param guests what stands behind the VMs
 */
public record LabOptions(
        Path directory,
        String bindAddress,
        int port,
        String rootPassword,
        Duration cloneDuration,
        Estate estate,
        Duration refusalDelay,
        Duration broadcastInterval,
        GuestKind guests) {

    public static final String DEFAULT_PASSWORD = "moru-lab";

    /** Loopback, any port, the default estate, a clone in 2 s. */
    public static LabOptions in(Path directory) {
        return new LabOptions(
                directory,
                "127.0.0.1",
                0,
                DEFAULT_PASSWORD,
                Duration.ofSeconds(2),
                DefaultEstate.estate(),
                Duration.ZERO,
                Duration.ofSeconds(1),
                GuestKind.SIMULATED);
    }

    public LabOptions withBindAddress(String address) {
        return new LabOptions(
                directory, address, port, rootPassword, cloneDuration, estate, refusalDelay, broadcastInterval, guests);
    }

    public LabOptions withPort(int newPort) {
        return new LabOptions(
                directory,
                bindAddress,
                newPort,
                rootPassword,
                cloneDuration,
                estate,
                refusalDelay,
                broadcastInterval,
                guests);
    }

    public LabOptions withRootPassword(String password) {
        return new LabOptions(
                directory, bindAddress, port, password, cloneDuration, estate, refusalDelay, broadcastInterval, guests);
    }

    public LabOptions withCloneDuration(Duration duration) {
        return new LabOptions(
                directory, bindAddress, port, rootPassword, duration, estate, refusalDelay, broadcastInterval, guests);
    }

    public LabOptions withEstate(Estate newEstate) {
        return new LabOptions(
                directory,
                bindAddress,
                port,
                rootPassword,
                cloneDuration,
                newEstate,
                refusalDelay,
                broadcastInterval,
                guests);
    }

    /** @throws dev.moru.lab.estate.EstateException with one line that says what is wrong in the file */
    public LabOptions withEstateFile(Path file) {
        return withEstate(EstateFile.read(file));
    }

    public LabOptions withRefusalDelay(Duration delay) {
        return new LabOptions(
                directory, bindAddress, port, rootPassword, cloneDuration, estate, delay, broadcastInterval, guests);
    }

    public LabOptions withBroadcastInterval(Duration interval) {
        return new LabOptions(
                directory, bindAddress, port, rootPassword, cloneDuration, estate, refusalDelay, interval, guests);
    }

    public LabOptions withGuests(GuestKind kind) {
        return new LabOptions(
                directory,
                bindAddress,
                port,
                rootPassword,
                cloneDuration,
                estate,
                refusalDelay,
                broadcastInterval,
                kind);
    }
}
