package dev.moru.monitoring.watch;

import java.util.UUID;

/** What Prometheus has seen of servers. */
public interface Scrapes {

    /** Whether there is a Prometheus that can be asked. */
    boolean canBeSeen();

    Sight of(UUID server);

    /** What is known of a server's last scrape. */
    sealed interface Sight {

        record Seen() implements Sight {}

        /** @param reason for people */
        record NotSeen(String reason) implements Sight {}
    }
}
