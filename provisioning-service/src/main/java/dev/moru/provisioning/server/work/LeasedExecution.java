package dev.moru.provisioning.server.work;

import dev.moru.contracts.operation.StepState;
import dev.moru.durable.work.Lease;
import dev.moru.durable.work.WorkItem;
import dev.moru.provisioning.server.Checkpoint;
import dev.moru.provisioning.server.EffectNews;
import dev.moru.provisioning.server.Execution;
import dev.moru.provisioning.server.StepReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an effect sees of its lease. News are told at once when a step begins or has moved for a while; what ends is told
 * with what comes next, at the latest with the result.
 */
final class LeasedExecution implements Execution {

    private static final Duration BETWEEN_NEWS = Duration.ofMillis(700);

    private final WorkItem item;
    private final Lease lease;
    private final Clock clock;
    private final Consumer<EffectNews> tell;
    private final List<StepReport> steps = new ArrayList<>();
    private final List<EffectNews.Line> lines = new ArrayList<>();
    private @Nullable Checkpoint checkpoint;
    private String lastStep = "";
    private Instant lastTold = Instant.MIN;

    /** @param tell writes news in the running transaction */
    LeasedExecution(
            WorkItem item, Lease lease, Clock clock, @Nullable Checkpoint checkpoint, Consumer<EffectNews> tell) {
        this.item = item;
        this.lease = lease;
        this.clock = clock;
        this.tell = tell;
        this.checkpoint = checkpoint;
    }

    @Override
    public void report(StepReport report) {
        steps.removeIf(earlier -> earlier.step().equals(report.step()) && earlier.state() == report.state());
        steps.add(report);
        if (report.state() == StepState.RUNNING && isNews(report)) {
            lastStep = report.step();
            lastTold = clock.instant();
            var news = takeNews();
            lease.write(() -> tell.accept(news));
        }
    }

    private boolean isNews(StepReport report) {
        return !report.step().equals(lastStep) || !clock.instant().isBefore(lastTold.plus(BETWEEN_NEWS));
    }

    @Override
    public void log(String step, String stream, String text) {
        lines.add(new EffectNews.Line(clock.instant(), step, stream, text));
    }

    /** The step that was reported last. */
    Optional<String> currentStep() {
        return steps.isEmpty()
                ? Optional.of(lastStep).filter(step -> !step.isEmpty())
                : Optional.of(steps.get(steps.size() - 1).step());
    }

    /** What was not told yet; whoever takes it tells it. */
    EffectNews takeNews() {
        if (steps.isEmpty() && lines.isEmpty()) {
            return EffectNews.NONE;
        }
        var news = new EffectNews(steps, lines);
        steps.clear();
        lines.clear();
        return news;
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() {
        return Optional.ofNullable(checkpoint);
    }

    @Override
    public void checkpoint(Checkpoint reached) {
        var news = takeNews();
        lease.checkpoint(reached, () -> tell.accept(news));
        checkpoint = reached;
    }

    @Override
    public boolean takenOver() {
        return item.takenOver();
    }

    @Override
    public boolean stopRequested() {
        return lease.cancelRequested();
    }

    @Override
    public Duration callBudget() {
        return lease.callBudget();
    }
}
