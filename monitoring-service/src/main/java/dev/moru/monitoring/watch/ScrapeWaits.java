package dev.moru.monitoring.watch;

import java.util.UUID;

/** Has the first scrape of a server waited for, once the running transaction has committed. */
@FunctionalInterface
public interface ScrapeWaits {

    void await(UUID server, long turn);
}
