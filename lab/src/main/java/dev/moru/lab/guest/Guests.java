package dev.moru.lab.guest;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What stands behind the VMs of the lab. Calls about one VM take effect in the order in which they were made. They are
 * made by the lab's thread and return at once; the future fails with a {@link GuestFailure}.
 *
 * <p>A disk comes into being when a machine is first booted, copied or restored; what has none is an untouched image.
 */
public interface Guests extends AutoCloseable {

    /** Called by any thread, with the id of a VM that has switched itself off. */
    @FunctionalInterface
    interface PowerOffListener {
        void onPowerOff(int vmid);
    }

    /** Whether a host of its own answers for this VM now. */
    boolean isReal(int vmid);

    /** Done when the machine is on; its system is starting then. */
    CompletableFuture<Void> boot(Machine machine);

    /**
     * Asks the system to power off.
     *
     * @param force pull the plug when the patience is over, instead of failing
     */
    CompletableFuture<Void> shutDown(int vmid, Duration patience, boolean force);

    CompletableFuture<Void> pullPlug(int vmid);

    /** Pulls the plug and boots; where that fails the machine is off, which the listener is told. */
    CompletableFuture<Void> reset(Machine machine);

    CompletableFuture<Void> pause(int vmid);

    CompletableFuture<Void> resume(int vmid);

    /** Runs a command inside, as root. Not in line with the other calls about this VM. */
    CompletableFuture<Answer> run(int vmid, Command command);

    CompletableFuture<Void> copyDisk(int from, int to);

    /** Keeps the disk under a name; one that is on is kept as a power cut would leave it. */
    CompletableFuture<Void> keepDisk(int vmid, String image);

    /** Replaces the disk by what was kept under that name, or by an untouched one where nothing was. */
    CompletableFuture<Void> restoreDisk(String image, int vmid);

    /** Takes back {@link #keepDisk}. */
    void forgetImage(String image);

    /** Pulls the plug, and removes the disk. */
    CompletableFuture<Void> discard(int vmid);

    /**
     * After a restart: machines that shall run and do not are booted, others are switched off, and what is not known any
     * more is removed. Those among them that had switched themselves off are told to the listener.
     */
    void reconcile(World world);

    /** Switches everything off, in order. */
    @Override
    void close();

    /**
     * @param running the machines that shall run
     * @param vmids all VMs
     * @param images names under which disks are still wanted
     */
    record World(Collection<Machine> running, Set<Integer> vmids, Set<String> images) {}

    /** @param input what the command reads */
    record Command(List<String> words, String input) {

        public static Command of(String... words) {
            return new Command(List.of(words), "");
        }
    }

    record Answer(int exit, String output, String errors) {}
}
