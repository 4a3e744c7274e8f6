package dev.moru.backup.archive;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is about to be called, or was. A successor looks for what came of it before it calls.
 *
 * @param since a moment before the call, by the clock of the node
 * @param task that the call has started; null before its name was stored
 */
public record TakeIntent(
        String node,
        String storage,
        Instant since,
        @Nullable String task) {

    public TakeIntent started(String upid) {
        return new TakeIntent(node, storage, since, upid);
    }
}
