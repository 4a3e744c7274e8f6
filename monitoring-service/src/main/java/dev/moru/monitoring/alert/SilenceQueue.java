package dev.moru.monitoring.alert;

import java.util.UUID;

/** What has to be asked of Alertmanager, once the running transaction is committed. */
public interface SilenceQueue {

    void silence(SilenceWish wish);

    /** While an alert is silent nobody reports its end, so it is looked for. */
    void lookForTheEndOf(UUID alert);
}
