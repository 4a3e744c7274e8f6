package dev.moru.gateway.server;

/** A service that takes part in what is done to servers. Which there are is a setting of the installation (ADR 13). */
public enum Participant {
    CONFIG("configure"),
    MONITORING("watch"),
    BACKUP("protect");

    private final String step;

    Participant(String step) {
        this.step = step;
    }

    /** Its step in operations that make a server. */
    public String step() {
        return step;
    }
}
