package dev.moru.gateway.operation;

import dev.moru.contracts.operation.LogAppended;
import dev.moru.contracts.operation.LogLine;
import dev.moru.contracts.operation.Operation;
import dev.moru.contracts.operation.OperationEnded;
import dev.moru.contracts.operation.OperationProgressed;
import dev.moru.durable.MessageCodec;
import dev.moru.gateway.journal.Batch;
import dev.moru.gateway.journal.EntryFilter;
import dev.moru.gateway.journal.JournalEntry;
import dev.moru.gateway.sse.EventStreams;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Turns the reports of one operation into what has changed since its follower was last told. */
final class OperationFeed implements EntryFilter {

    /** Lines of one step that follow each other. */
    private record LogFrame(String step, long from, List<LogLine> lines) {}

    private final boolean withLog;
    private final MessageCodec codec;
    private final JsonMapper json;
    private Operation shown;
    private boolean ended;

    OperationFeed(Operation shown, boolean withLog, MessageCodec codec, JsonMapper json) {
        this.shown = shown;
        this.withLog = withLog;
        this.codec = codec;
        this.json = json;
    }

    @Override
    public boolean takes(JournalEntry entry) {
        return shown.id().equals(entry.envelope().context().operationId());
    }

    boolean hasEnded() {
        return ended;
    }

    List<byte[]> present() {
        return List.of(frame("operation", shown));
    }

    List<byte[]> end() {
        return List.of(frame("end", shown));
    }

    /** An empty batch shows that the connection lives. */
    List<byte[]> frames(Batch batch) {
        if (batch.entries().isEmpty()) {
            return List.of(EventStreams.heartbeat(""));
        }
        var frames = new ArrayList<byte[]>();
        for (var entry : batch.entries()) {
            if (!ended) {
                frames.addAll(framesOf(bodyOf(entry)));
            }
        }
        return frames.isEmpty() ? List.of(EventStreams.heartbeat("")) : frames;
    }

    private @Nullable Object bodyOf(JournalEntry entry) {
        return codec.decode(entry.envelope().type(), entry.data()).orElse(null);
    }

    private List<byte[]> framesOf(@Nullable Object body) {
        if (body instanceof OperationProgressed progressed) {
            return changes(progressed.operation());
        }
        if (body instanceof OperationEnded finished) {
            var frames = new ArrayList<>(changedSteps(finished.operation()));
            shown = finished.operation();
            ended = true;
            frames.addAll(end());
            return frames;
        }
        return withLog && body instanceof LogAppended log ? log(log) : List.of();
    }

    private List<byte[]> changes(Operation next) {
        var frames = new ArrayList<>(changedSteps(next));
        if (!besideSteps(next).equals(besideSteps(shown))) {
            frames.add(frame("operation", next));
        }
        shown = next;
        return frames;
    }

    private List<byte[]> changedSteps(Operation next) {
        return next.steps().stream()
                .filter(step -> !shown.steps().contains(step))
                .map(step -> frame("step", step))
                .toList();
    }

    private ObjectNode besideSteps(Operation operation) {
        ObjectNode document = json.valueToTree(operation);
        return document.remove(List.of("steps", "updatedAt"));
    }

    List<byte[]> log(LogAppended log) {
        var frames = new ArrayList<byte[]>();
        var run = new ArrayList<LogLine>();
        for (var line : log.lines()) {
            if (!run.isEmpty() && !run.get(0).step().equals(line.step())) {
                frames.add(logFrame(run));
                run.clear();
            }
            run.add(line);
        }
        if (!run.isEmpty()) {
            frames.add(logFrame(run));
        }
        return frames;
    }

    private byte[] logFrame(List<LogLine> lines) {
        var first = lines.get(0);
        return frame("log", new LogFrame(first.step(), first.n(), List.copyOf(lines)));
    }

    private byte[] frame(String event, Object data) {
        return EventStreams.frame("event: " + event + "\n", json.writeValueAsBytes(data));
    }
}
