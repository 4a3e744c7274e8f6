package dev.moru.provisioning.server;

import dev.moru.contracts.server.ServerPhase;

/** How a server was found between turns, and the phase that it is in then. */
enum Sighting {
    RUNNING(ServerPhase.READY),
    OFF(ServerPhase.STOPPED),
    /** Its cluster knows of it and cannot say how it is, because its node is away. */
    NODE_AWAY(ServerPhase.UNREACHABLE),
    /** Its site has not answered for some time. */
    SITE_SILENT(ServerPhase.UNREACHABLE),
    /** Its cluster answers, and does not have it. */
    MISSING(ServerPhase.LOST);

    private final ServerPhase phase;

    Sighting(ServerPhase phase) {
        this.phase = phase;
    }

    static Sighting of(String power) {
        return switch (power) {
            case "stopped" -> OFF;
            case "unknown" -> NODE_AWAY;
            default -> RUNNING;
        };
    }

    ServerPhase phase() {
        return phase;
    }
}
