package dev.moru.config.play.ansible;

import dev.moru.config.play.HostResult;
import dev.moru.config.play.HostResult.State;
import dev.moru.config.play.Play;
import dev.moru.config.play.PlayLine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the callback {@code ansible.posix.jsonl} prints, one event in a line: lines for people, and how each host fares. */
final class PlayEvents {

    private static final int LONGEST_LINE = 4_096;
    private static final String RESULT = "v2_runner_on_";
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

    private final Play play;
    private final JsonMapper json;
    private final Clock clock;
    private final Mask mask;
    private final Map<String, String> complaints = new HashMap<>();
    private final Map<String, State> troubled = new HashMap<>();
    private @Nullable JsonNode stats;

    PlayEvents(Play play, JsonMapper json, Clock clock) {
        this.play = play;
        this.json = json;
        this.clock = clock;
        this.mask = new Mask(play.secrets());
    }

    /** @return what a line of standard output has to say to people */
    List<PlayLine> out(String line) {
        var event = read(line);
        if (event == null) {
            return line.isBlank() ? List.of() : List.of(line(null, "out", line));
        }
        var name = event.path("_event").asString("");
        if (name.equals("v2_playbook_on_stats")) {
            stats = event.path("stats");
        }
        return name.startsWith(RESULT) && event.has("hosts")
                ? results(name.substring(RESULT.length()), event)
                : List.of();
    }

    List<PlayLine> err(String line) {
        return line.isBlank() ? List.of() : List.of(line(null, "err", line));
    }

    private @Nullable JsonNode read(String line) {
        if (!line.startsWith("{")) {
            return null;
        }
        try {
            return json.readTree(line);
        } catch (JacksonException e) {
            return null;
        }
    }

    private List<PlayLine> results(String outcome, JsonNode event) {
        var task = event.path("task").path("name").asString("");
        var lines = new ArrayList<PlayLine>();
        event.path("hosts").propertyStream().forEach(host -> lines.addAll(result(outcome, task, host)));
        return lines;
    }

    private List<PlayLine> result(String outcome, String task, Map.Entry<String, JsonNode> host) {
        var result = host.getValue();
        return switch (outcome) {
            case "ok" -> done(task, host.getKey(), result);
            case "failed" ->
                result.path("ignore_errors").asBoolean(false)
                        ? List.of()
                        : trouble(State.FAILED, task, host.getKey(), result);
            case "unreachable" -> trouble(State.UNREACHABLE, task, host.getKey(), result);
            // What was skipped, and a task that begins, tell nobody anything.
            default -> List.of();
        };
    }

    private List<PlayLine> done(String task, String host, JsonNode result) {
        var changed = result.path("changed").asBoolean(false);
        var lines = new ArrayList<PlayLine>();
        lines.add(line(host, "out", (changed ? "changed: " : "ok: ") + task));
        if (changed) {
            differences(result).forEach(text -> lines.add(line(host, "out", text)));
        }
        return lines;
    }

    private List<PlayLine> trouble(State state, String task, String host, JsonNode result) {
        var complaint = task + ": " + complaintOf(result);
        troubled.put(host, state);
        complaints.put(host, shown(complaint));
        var word = state == State.FAILED ? "failed: " : "unreachable: ";
        return List.of(line(host, "err", word + complaint));
    }

    private static String complaintOf(JsonNode result) {
        // A task in a loop says only that some item failed.
        var failedItem = result.path("results")
                .valueStream()
                .filter(item -> item.path("failed").asBoolean(false))
                .map(PlayEvents::messageIn)
                .filter(message -> !message.isBlank())
                .findFirst();
        return failedItem.orElseGet(() -> messageIn(result));
    }

    private static String messageIn(JsonNode result) {
        var errors = result.path("argument_errors")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        if (!errors.isEmpty()) {
            return String.join("; ", errors);
        }
        return Stream.of("msg", "stderr", "censored", "reason")
                .map(name -> result.path(name).asString("").strip())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("it did not say why");
    }

    private static List<String> differences(JsonNode result) {
        var lines = new ArrayList<String>();
        var nodes = Stream.concat(Stream.of(result), result.path("results").valueStream());
        nodes.map(node -> node.path("diff"))
                .flatMap(diff -> diff.isArray() ? diff.valueStream() : Stream.of(diff))
                .forEach(diff -> lines.addAll(difference(diff)));
        return lines;
    }

    private static List<String> difference(JsonNode diff) {
        if (diff.has("prepared")) {
            return diff.path("prepared").asString("").lines().toList();
        }
        if (!diff.path("before").isString() || !diff.path("after").isString()) {
            return List.of();
        }
        var lines = new ArrayList<String>();
        Stream.of("before_header", "after_header")
                .map(name -> diff.path(name).asString(""))
                .filter(header -> header.startsWith("/"))
                .findFirst()
                .ifPresent(lines::add);
        lines.addAll(Diff.between(
                diff.path("before").asString(""), diff.path("after").asString("")));
        return lines;
    }

    /** What is known of every host now; a host of which the end was not told is unfinished. */
    Map<String, HostResult> hosts() {
        var results = new HashMap<String, HostResult>();
        play.hosts().forEach(host -> results.put(host.alias(), resultOf(host.alias())));
        return results;
    }

    private HostResult resultOf(String alias) {
        var counts = stats == null ? null : stats.get(alias);
        if (counts == null) {
            return new HostResult(
                    troubled.getOrDefault(alias, State.UNFINISHED),
                    0,
                    complaints.getOrDefault(alias, "The play ended before this host had"));
        }
        var state = stateIn(counts);
        var complaint = state == State.CONFIGURED ? "" : complaints.getOrDefault(alias, "A task failed");
        return new HostResult(state, counts.path("changed").asInt(0), complaint);
    }

    private static State stateIn(JsonNode counts) {
        if (counts.path("unreachable").asInt(0) > 0) {
            return State.UNREACHABLE;
        }
        return counts.path("failures").asInt(0) > 0 ? State.FAILED : State.CONFIGURED;
    }

    private PlayLine line(@Nullable String host, String stream, String text) {
        return new PlayLine(host, clock.instant(), stream, shown(text));
    }

    /** People read it on terminals, and it is kept where no text may hold a NUL: the end of an operation must get there. */
    private String shown(String text) {
        var hidden = CONTROL.matcher(mask.hide(text)).replaceAll("");
        return hidden.length() <= LONGEST_LINE ? hidden : hidden.substring(0, LONGEST_LINE) + " ...";
    }
}
