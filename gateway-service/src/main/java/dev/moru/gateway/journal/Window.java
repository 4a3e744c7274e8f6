package dev.moru.gateway.journal;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest entries of the journal in memory, bounded in number and bytes. One thread adds, any number reads. It is the
 * one buffer of all readers: whoever falls out of it is too slow.
 */
final class Window {

    private final AtomicReferenceArray<@Nullable JournalEntry> slots;
    private final int capacity;
    private final long maxBytes;
    private long bytes;
    private volatile long oldest;
    private volatile long newest;

    /** @param newest the last position before the window */
    Window(int capacity, long maxBytes, long newest) {
        this.slots = new AtomicReferenceArray<>(capacity);
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.oldest = newest + 1;
        this.newest = newest;
    }

    /** Adds the entry that follows the newest one. */
    void add(JournalEntry entry) {
        bytes += sizeOf(entry);
        while (oldest <= newest && (newest - oldest + 1 >= capacity || bytes > maxBytes)) {
            dropOldest();
        }
        slots.set(slotOf(entry.position()), entry);
        newest = entry.position();
    }

    private void dropOldest() {
        var dropped = slots.getAndSet(slotOf(oldest), null);
        bytes -= dropped == null ? 0 : sizeOf(dropped);
        oldest = oldest + 1;
    }

    /** The entry at a position; null when it is no longer or not yet here. */
    @Nullable
    JournalEntry at(long position) {
        var entry = slots.get(slotOf(position));
        return entry != null && entry.position() == position ? entry : null;
    }

    long newest() {
        return newest;
    }

    /** Whether a reader that has seen everything up to a position can go on from here. */
    boolean continues(long position) {
        return position + 1 >= oldest;
    }

    private int slotOf(long position) {
        return (int) (position % capacity);
    }

    private static long sizeOf(JournalEntry entry) {
        // The body, its frame, and about as much as the rest of an entry takes.
        return 2L * entry.data().length + 512;
    }
}
