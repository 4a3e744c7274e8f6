package dev.moru.lab.task;

import dev.moru.lab.api.ApiFailure;
import dev.moru.lab.api.Busy;
import dev.moru.lab.api.Call;
import dev.moru.lab.api.Locks;
import dev.moru.lab.api.Loop;
import dev.moru.lab.fault.FaultKind;
import dev.moru.lab.fault.Faults;
import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Table;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks step by step on the lab's loop and keeps what became of them. */
public final class Tasks {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private static final int KEPT = 5_000;
    private static final long FIRST_PID = 1_000;
    private static final long PIDS = 4_000_000;

    private final Loop loop;
    private final Journal journal;
    private final Locks locks;
    private final Faults faults;
    private final Pace pace;
    private final Table<Task> table;
    private final Map<String, Run> running = new HashMap<>();
    private long lastNumber;

    public Tasks(Loop loop, Journal journal, Locks locks, Faults faults, Pace pace) {
        this.loop = loop;
        this.journal = journal;
        this.locks = locks;
        this.faults = faults;
        this.pace = pace;
        this.table = journal.table("task", Task.class);
    }

    /** Ends what was running when the lab was killed. */
    public void endInterrupted() {
        table.rows().stream().filter(Task::isRunning).toList().forEach(task -> end(task, "interrupted by signal"));
        table.rows().forEach(task -> lastNumber = Math.max(lastNumber, task.number()));
    }

    /** Starts a task on behalf of the caller and answers its UPID. */
    public String start(Call call, String node, String type, String id, Script script) {
        var now = loop.now().getEpochSecond();
        var upid = new Upid(
                        node,
                        FIRST_PID + ++lastNumber % PIDS,
                        now & 0xFFFFFFFFL,
                        now,
                        type,
                        id,
                        call.caller().id())
                .toString();
        var lost = faults.strike(FaultKind.TASK_LOST, call.endpoint().method(), call.path())
                .isPresent();
        table.put(upid, new Task(lastNumber, upid, null, 0, List.of(), lost));
        var run = new Run(upid, script, call);
        running.put(upid, run);
        run.next();
        forgetOldest();
        return upid;
    }

    public Optional<Task> find(String upid) {
        return Optional.ofNullable(table.get(upid)).filter(task -> !task.lost());
    }

    /** Newest first. */
    public List<Task> all() {
        return table.rows().stream()
                .filter(task -> !task.lost())
                .sorted(Comparator.comparingLong(Task::number).reversed())
                .toList();
    }

    /** Asks a task to stop; one that has ended stays as it is. */
    public void stop(String upid) {
        var run = running.get(upid);
        if (run != null) {
            run.fail("interrupted by signal");
        }
    }

    /** Stops the running tasks of one type for one guest. */
    public void stopAll(String type, String id) {
        running.values().stream()
                .map(run -> run.upid)
                .filter(upid -> Upid.parse(upid)
                        .filter(one -> one.type().equals(type) && one.id().equals(id))
                        .isPresent())
                .toList()
                .forEach(this::stop);
    }

    private void end(Task task, String exit) {
        var lastLine = exit.equals("OK") || exit.startsWith("WARNINGS") ? "TASK " + exit : "TASK ERROR: " + exit;
        table.put(task.upid(), task.ended(exit, lastLine, loop.now().getEpochSecond()));
    }

    private void forgetOldest() {
        if (table.rows().size() > KEPT) {
            table.rows().stream()
                    .filter(task -> !task.isRunning())
                    .min(Comparator.comparingLong(Task::endTime))
                    .ifPresent(task -> table.remove(task.upid()));
        }
    }

    /** One running task. */
    private final class Run implements Worker {

        private final String upid;
        private final Script script;
        private final double slowness;
        private final Optional<String> failure;
        private int position;
        private int warnings;

        private Run(String upid, Script script, Call call) {
            this.upid = upid;
            this.script = script;
            var method = call.endpoint().method();
            this.slowness = faults.strike(FaultKind.TASK_SLOW, method, call.path())
                    .map(fault -> fault.factor())
                    .orElse(1.0);
            this.failure = faults.strike(FaultKind.TASK_FAIL, method, call.path())
                    .map(fault -> fault.text("simulated failure"))
                    .or(() -> faults.strike(FaultKind.TASK_DIES, method, call.path())
                            .map(fault -> "unexpected status"));
        }

        private void next() {
            var step = script.steps().get(position);
            loop.after(pace.share(step.shareOfClone() * slowness), () -> attempt(step.step()));
        }

        private void attempt(Script.Step step) {
            if (!running.containsKey(upid)) {
                return;
            }
            try {
                if (isLast()) {
                    failure.ifPresent(text -> {
                        throw ApiFailure.because(text);
                    });
                }
                step.run(this);
                position++;
                advance();
            } catch (Busy busy) {
                locks.await(busy.lock(), busy.patience(), () -> attempt(step), () -> fail(busy.message()));
            } catch (ApiFailure refusal) {
                fail(refusal.message());
            } catch (RuntimeException broken) {
                LOG.error("task {} broke", upid, broken);
                fail("internal error: " + broken.getMessage());
            }
            journal.commit();
        }

        private boolean isLast() {
            return position == script.steps().size() - 1;
        }

        private void advance() {
            if (position < script.steps().size()) {
                next();
            } else {
                finish(warnings == 0 ? "OK" : "WARNINGS: " + warnings);
            }
        }

        private void fail(String text) {
            if (running.containsKey(upid)) {
                script.cleanup().accept(this);
                finish(text.strip().replace('\n', ' '));
                journal.commit();
            }
        }

        private void finish(String exit) {
            running.remove(upid);
            locks.releaseAll(this);
            var task = table.get(upid);
            if (task != null) {
                end(task, exit);
            }
        }

        @Override
        public String upid() {
            return upid;
        }

        @Override
        public void log(String line) {
            var task = table.get(upid);
            if (task != null) {
                table.put(upid, task.logged(line));
            }
        }

        @Override
        public void warn(String line) {
            warnings++;
            log("WARN: " + line);
        }

        @Override
        public void hold(String lock, Duration patience, String expired) {
            if (!locks.take(lock, this)) {
                throw new Busy(lock, patience, expired);
            }
        }

        @Override
        public void release(String lock) {
            locks.release(lock, this);
        }
    }
}
