package dev.moru.lab.task;

import java.time.Duration;

/** A running task, as its steps see it. */
public interface Worker {

    String upid();

    void log(String line);

    /** A line that turns the exit status into {@code WARNINGS: N}. */
    void warn(String line);

    /** Takes a lock until {@link #release} or the end of the task; waits for it by being run again. */
    void hold(String lock, Duration patience, String expired);

    void release(String lock);
}
