package dev.moru.backup.policy;

import java.time.Instant;
import java.util.UUID;

/** Wakes policies and servers at a time. Each has one timer: a later call replaces it. All of it joins the running transaction. */
public interface PolicyTimers {

    void wakePolicy(UUID policy, Instant at);

    void leavePolicy(UUID policy);

    void wakeServer(UUID server, Instant at);

    void leaveServer(UUID server);
}
