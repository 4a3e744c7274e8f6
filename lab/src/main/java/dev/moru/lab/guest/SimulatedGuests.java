package dev.moru.lab.guest;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Nothing behind the VMs: everything is done at once, and nothing can be run. */
public final class SimulatedGuests implements Guests {

    @Override
    public boolean isReal(int vmid) {
        return false;
    }

    @Override
    public CompletableFuture<Void> boot(Machine machine) {
        return done();
    }

    @Override
    public CompletableFuture<Void> shutDown(int vmid, Duration patience, boolean force) {
        return done();
    }

    @Override
    public CompletableFuture<Void> pullPlug(int vmid) {
        return done();
    }

    @Override
    public CompletableFuture<Void> reset(Machine machine) {
        return done();
    }

    @Override
    public CompletableFuture<Void> pause(int vmid) {
        return done();
    }

    @Override
    public CompletableFuture<Void> resume(int vmid) {
        return done();
    }

    @Override
    public CompletableFuture<Answer> run(int vmid, Command command) {
        return CompletableFuture.failedFuture(new GuestFailure("VM " + vmid + " has no system inside"));
    }

    @Override
    public CompletableFuture<Void> copyDisk(int from, int to) {
        return done();
    }

    @Override
    public CompletableFuture<Void> keepDisk(int vmid, String image) {
        return done();
    }

    @Override
    public CompletableFuture<Void> restoreDisk(String image, int vmid) {
        return done();
    }

    @Override
    public void forgetImage(String image) {}

    @Override
    public CompletableFuture<Void> discard(int vmid) {
        return done();
    }

    @Override
    public void reconcile(World world) {}

    @Override
    public void close() {}

    private static CompletableFuture<Void> done() {
        return CompletableFuture.completedFuture(null);
    }
}
