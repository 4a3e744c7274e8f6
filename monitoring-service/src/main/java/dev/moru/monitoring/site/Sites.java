package dev.moru.monitoring.site;

import java.util.List;
import java.util.UUID;

/** Keeps which clusters there are. Writes join the running transaction; what is older than what is known changes nothing. */
public interface Sites {

    void apply(MonitoredSite site);

    void remove(UUID id, long revision);

    List<MonitoredSite> all();
}
