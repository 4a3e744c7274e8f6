package dev.moru.lab.qemu;

import dev.moru.lab.api.Errands;
import dev.moru.lab.guest.Guests;
import dev.moru.lab.guest.Guests.Answer;
import dev.moru.lab.guest.Guests.Command;
import dev.moru.lab.guest.Machine;
import dev.moru.lab.task.Worker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The systems inside the VMs, as the steps of a task use them. Each method throws {@link dev.moru.lab.api.Busy} until
 * the host has done it, so a step calls one of them at most, and first.
 */
public final class Hosts {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration COPY_PATIENCE = Duration.ofMinutes(10);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(5);

    private final Guests guests;
    private final Errands errands;

    public Hosts(Guests guests, Errands errands) {
        this.guests = guests;
        this.errands = errands;
    }

    Guests guests() {
        return guests;
    }

    boolean isReal(int vmid) {
        return guests.isReal(vmid);
    }

    void boot(Worker worker, Machine machine) {
        await(worker, "start", PATIENCE, () -> guests.boot(machine));
    }

    /** @param force pull the plug when the patience is over, instead of failing */
    void shutDown(Worker worker, int vmid, Duration patience, boolean force) {
        await(worker, "shutdown", patience.plus(PATIENCE), () -> guests.shutDown(vmid, patience, force));
    }

    void reset(Worker worker, Machine machine) {
        await(worker, "reset", PATIENCE, () -> guests.reset(machine));
    }

    void pullPlug(Worker worker, int vmid) {
        await(worker, "stop", PATIENCE, () -> guests.pullPlug(vmid));
    }

    void pause(Worker worker, int vmid, boolean paused) {
        await(worker, "pause", PATIENCE, () -> paused ? guests.pause(vmid) : guests.resume(vmid));
    }

    void copyDisk(Worker worker, int from, int to) {
        await(worker, "copy", COPY_PATIENCE, () -> guests.copyDisk(from, to));
    }

    void keepDisk(Worker worker, int vmid, String image) {
        await(worker, "saving", COPY_PATIENCE, () -> guests.keepDisk(vmid, image));
    }

    void restoreDisk(Worker worker, String image, int vmid) {
        await(worker, "loading", COPY_PATIENCE, () -> guests.restoreDisk(image, vmid));
    }

    /** Not waited for: later calls about this VM come after it. */
    void discard(int vmid) {
        guests.discard(vmid);
    }

    /** After a start that failed or was stopped. */
    void abandonStart(int vmid) {
        guests.pullPlug(vmid);
    }

    void forgetImage(String image) {
        guests.forgetImage(image);
    }

    /** Runs a command inside; the same question of two callers is asked once, where they come together. */
    Answer ask(int vmid, Command command) {
        var name = "the answer of VM " + vmid + " to " + String.join(" ", command.words());
        return errands.result(name, ANSWER_PATIENCE, () -> guests.run(vmid, command));
    }

    private void await(Worker worker, String what, Duration patience, Supplier<CompletableFuture<Void>> work) {
        errands.result(what + " by " + worker.upid(), patience, work);
    }
}
