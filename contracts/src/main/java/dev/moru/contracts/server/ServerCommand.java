package dev.moru.contracts.server;

import dev.moru.contracts.Command;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A turn of one server: queued and granted by its owner in the order of acceptance. The subject is the server's id. */
public interface ServerCommand extends Command {

    /** The operation that this one repeats, when it is a retry. */
    @Nullable
    UUID retryOf();

    /** The bulk operation that releases this one, when it is a child. */
    @Nullable
    UUID parent();
}
