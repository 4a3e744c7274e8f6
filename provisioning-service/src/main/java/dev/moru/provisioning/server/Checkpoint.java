package dev.moru.provisioning.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an effect is.
 *
 * @param step the step that it is in
 * @param node where the task runs
 * @param task the hypervisor's name of the task that is waited for, for example a UPID
 * @param notes whatever else the adapter needs to go on
 */
public record Checkpoint(
        String step, @Nullable String node, @Nullable String task, Map<String, String> notes) {

    /** Something is about to be written, and there is nothing more to say of it. */
    public static final Checkpoint BEGUN = new Checkpoint("", null, null, Map.of());

    public Checkpoint {
        notes = notes == null ? Map.of() : Map.copyOf(notes);
    }
}
