package dev.moru.contracts.backup;

import dev.moru.contracts.Event;

/** How a server stands against its policy now; the subject is the server's id. */
public interface RecoveryPointEvent extends Event {

    RecoveryPoint point();
}
