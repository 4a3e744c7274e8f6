package dev.moru.lab.state;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Groups the fsyncs of many commits: each written channel is forced once per interval, off the lab's own thread. */
final class DiskForce implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskForce.class);
    private static final long INTERVAL_MILLIS = 20;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "lab-disk");
        daemon.setDaemon(true);
        return daemon;
    });
    private final Set<FileChannel> waiting = new LinkedHashSet<>();

    synchronized void soon(FileChannel channel) {
        var first = waiting.isEmpty();
        waiting.add(channel);
        if (first) {
            thread.schedule(this::forceWaiting, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    synchronized void forget(FileChannel channel) {
        waiting.remove(channel);
    }

    private void forceWaiting() {
        Set<FileChannel> due;
        synchronized (this) {
            due = Set.copyOf(waiting);
            waiting.clear();
        }
        due.forEach(DiskForce::force);
    }

    private static void force(FileChannel channel) {
        try {
            channel.force(false);
        } catch (ClosedChannelException replaced) {
            LOG.trace("the journal was replaced meanwhile", replaced);
        } catch (IOException failure) {
            LOG.warn("the lab's state could not be forced to the disk", failure);
        }
    }

    /** What was scheduled still runs; an interrupt would close the files under it. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.warn("the lab's disk did not take the state within 5 s");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
