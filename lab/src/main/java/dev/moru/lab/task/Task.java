package dev.moru.lab.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task as it is kept.
 *
 * @param number later tasks have higher ones
 * @param exit the exit text, or null while it runs
 * @param endTime epoch seconds, 0 while it runs
 * @param lost whether the cluster has forgotten it
 */
public record Task(long number, String upid, @Nullable String exit, long endTime, List<String> log, boolean lost) {

    public boolean isRunning() {
        return exit == null;
    }

    public Upid id() {
        return Upid.parse(upid).orElseThrow();
    }

    Task logged(String line) {
        var longer = new ArrayList<>(log);
        longer.add(line);
        return new Task(number, upid, exit, endTime, List.copyOf(longer), lost);
    }

    Task ended(String exitText, String lastLine, long seconds) {
        return new Task(number, upid, exitText, seconds, logged(lastLine).log(), lost);
    }
}
