package dev.moru.durable.work;

/** A bound on how many items that name it run at a time, over all replicas. */
public record Lane(String name, int capacity) {

    public Lane {
        if (capacity < 1) {
            throw new IllegalArgumentException("lane " + name + " has no room");
        }
    }
}
