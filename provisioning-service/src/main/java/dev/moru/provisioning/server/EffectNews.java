package dev.moru.provisioning.server;

import java.time.Instant;
import java.util.List;

/** What an effect has told since it was last heard. */
public record EffectNews(List<StepReport> steps, List<Line> lines) {

    public static final EffectNews NONE = new EffectNews(List.of(), List.of());

    public EffectNews {
        steps = List.copyOf(steps);
        lines = List.copyOf(lines);
    }

    /** A line for the operation's log, before it is numbered. */
    public record Line(Instant at, String step, String stream, String text) {}
}
