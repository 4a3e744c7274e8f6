package dev.moru.lab.ledger;

import dev.moru.lab.state.Journal;
import dev.moru.lab.state.Json;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The witness that fault runs are judged by: every state-changing call with its answer, and every effect. Entries
 * become durable with the journal's next commit, together with the state that they speak of.
 */
public final class Ledger {

    private final Journal journal;
    private final Clock clock;

    public Ledger(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** One state-changing call. {@code upid}, {@code vmid} and {@code operation} are null where there is none. */
    public record CallEntry(
            String method,
            String path,
            String user,
            int status,
            @Nullable String upid,
            @Nullable Integer vmid,
            @Nullable String operation) {}

    public void call(CallEntry call) {
        var entry = entry().put("method", call.method())
                .put("path", call.path())
                .put("user", call.user())
                .put("status", call.status());
        if (call.upid() != null) {
            entry.put("upid", call.upid());
        }
        if (call.vmid() != null) {
            entry.put("vmid", call.vmid());
        }
        if (call.operation() != null) {
            entry.put("operation", call.operation());
        }
        journal.append(entry);
    }

    /** {@code description} is the VM's at this moment: its mark names the operation. */
    public void effect(Effect effect, int vmid, String node, @Nullable String description) {
        journal.append(entry(effect, vmid, node, description));
    }

    /** With a backup: one that was taken or removed, of which the mark is that of then, or that the VM was made from. */
    public void effect(Effect effect, int vmid, String node, @Nullable String description, String volume) {
        journal.append(entry(effect, vmid, node, description).put("volume", volume));
    }

    private ObjectNode entry(Effect effect, int vmid, String node, @Nullable String description) {
        var entry = entry().put("effect", effect.label()).put("vmid", vmid).put("node", node);
        Mark.in(description).ifPresent(mark -> entry.put("operation", mark.operation()));
        return entry;
    }

    /** The JSON lines from entry {@code from} on. */
    public byte[] from(long from) {
        return journal.ledger().from(from);
    }

    private ObjectNode entry() {
        return Json.MAPPER
                .createObjectNode()
                .put("n", journal.nextEntryNumber())
                .put("at", clock.instant().toString());
    }
}
