package dev.moru.proxmox;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One wait for a task's end: polls soon at first, then once a second. A cluster that does not answer for a while does
 * not end the wait, and neither does a node that has not heard of the task yet.
 */
final class TaskWait {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /** How long another node may take to hear of a new task. */
    private static final Duration UNKNOWN_LIMIT = Duration.ofSeconds(10);

    private static final int LINES_PER_PAGE = 500;

    /** What a poll may take at least, so that a limit that has just passed still allows a last look. */
    private static final Duration SHORTEST_POLL = Duration.ofMillis(500);

    private final Api api;
    private final Upid upid;
    private final Ticker ticker;
    private final Deadline deadline;
    private Duration pause = FIRST_PAUSE;
    private @Nullable Deadline unknownUntil;
    private @Nullable Consumer<TaskLine> onLine;
    private BooleanSupplier leaveOff = () -> false;
    private int lines;

    TaskWait(Api api, Upid upid, Duration limit) {
        this.api = api;
        this.upid = upid;
        this.ticker = api.ticker();
        this.deadline = Deadline.in(limit, ticker);
    }

    TaskWait following(int knownLines, Consumer<TaskLine> listener) {
        this.lines = knownLines;
        this.onLine = listener;
        return this;
    }

    TaskWait unless(BooleanSupplier nobodyWaits) {
        this.leaveOff = nobodyWaits;
        return this;
    }

    TaskOutcome untilEnd() throws InterruptedException {
        while (true) {
            var outcome = poll();
            if (outcome != null) {
                return outcome;
            }
            if (deadline.hasPassed() || leaveOff.getAsBoolean()) {
                return new TaskOutcome.StillRunning();
            }
            ticker.pause(shorter(pause, deadline.remaining()));
            pause = shorter(pause.multipliedBy(3).dividedBy(2), LONGEST_PAUSE);
        }
    }

    /** Null as long as the end is not known. */
    private @Nullable TaskOutcome poll() {
        try {
            var task = new Task(api.within(this::pollLimit), upid);
            var status = task.status();
            unknownUntil = null;
            follow(task);
            return status.isRunning() ? null : TaskOutcome.of(status.exitStatus() == null ? "" : status.exitStatus());
        } catch (ProxmoxException.NoSuchTask unknown) {
            return isUnknownForLong() ? new TaskOutcome.Vanished("no such task") : null;
        } catch (ProxmoxException failure) {
            if (failure.retryClass() != RetryClass.RETRY) {
                throw failure;
            }
            return null;
        }
    }

    private boolean isUnknownForLong() {
        if (unknownUntil == null) {
            unknownUntil = Deadline.in(UNKNOWN_LIMIT, ticker);
        }
        return unknownUntil.hasPassed();
    }

    /** Read after the status, so that the end of a stopped task's log is not missed. */
    private void follow(Task task) {
        if (onLine == null) {
            return;
        }
        List<TaskLine> page;
        do {
            page = task.log(lines, LINES_PER_PAGE);
            for (var line : page) {
                lines = line.number();
                onLine.accept(line);
            }
        } while (page.size() == LINES_PER_PAGE);
    }

    private Duration pollLimit() {
        var left = deadline.remaining().compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : deadline.remaining();
        return shorter(left, api.limit());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
